"""The diagnosis: what could keep Streetdate from doing its job here, and what to do about it. Changes nothing."""
