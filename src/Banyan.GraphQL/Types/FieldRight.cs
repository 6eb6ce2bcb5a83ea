namespace Banyan.GraphQL.Types;

/// <summary>What one field asks of whoever selects it.</summary>
/// <param name="Type">The type it stands on; <c>_Entity</c> for what is found by key.</param>
/// <param name="Field">Its name; for what is found by key, the name of its type.</param>
/// <param name="Scopes">All that are asked for, its own and those of the type it gives; empty for none.</param>
public sealed record FieldRight(string Type, string Field, IReadOnlyList<string> Scopes);
