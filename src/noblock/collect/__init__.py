"""Everything that reads mypy's trees and types."""
