-- What the bytes of a small result are: null means Parquet.
ALTER TABLE results ADD COLUMN data_format TEXT;
