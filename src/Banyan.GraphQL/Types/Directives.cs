using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types;

/// <summary>A directive the schema knows.</summary>
/// <param name="Name">Without the sign.</param>
/// <param name="Description">What it does.</param>
/// <param name="Locations">Where it may stand, as <c>FIELD</c> or <c>OBJECT</c>.</param>
/// <param name="Arguments">By name, in the order declared.</param>
/// <param name="IsRepeatable">Whether it may stand twice at one place.</param>
internal sealed record DirectiveType(string Name, string? Description, IReadOnlyList<string> Locations, OrderedDictionary<string, InputValue> Arguments, bool IsRepeatable);

/// <summary>A directive standing on a part of the schema, arguments as literals.</summary>
internal sealed record AppliedDirective(string Name, IReadOnlyList<ArgumentNode> Arguments);

/// <summary>One way to find entities of a type for <c>_entities</c>.</summary>
/// <param name="Fields">The key's selection as written in <c>@key</c>, as <c>id</c> or <c>organization { id }</c>.</param>
/// <param name="IsResolvable">Whether it can be resolved here.</param>
/// <param name="Load">Finds entities by representations of this key's shape, one value for each in order, null for unknown; null when not resolvable.</param>
internal sealed record EntityKey(
    string Fields, bool IsResolvable, Func<IReadOnlyList<IReadOnlyDictionary<string, object?>>, FieldContext, ValueTask<IReadOnlyList<object?>>>? Load);
