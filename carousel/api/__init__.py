"""What other programs may ask and send: JSON under ``/api/v1/``, by token."""
