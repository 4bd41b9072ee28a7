"""What follows from the model: Arrow schemas, JSON Schema, the data dictionary, the expectations."""

from pipeline.schema.arrow import arrow_schema, rows_to_table
from pipeline.schema.render import generated_files

__all__ = ["arrow_schema", "generated_files", "rows_to_table"]
