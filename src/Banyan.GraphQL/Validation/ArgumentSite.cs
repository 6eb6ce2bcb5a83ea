using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation;

/// <summary>A place where arguments stand.</summary>
/// <param name="Node">The field or directive.</param>
/// <param name="Given">Arguments as written.</param>
/// <param name="Declared">What it takes; null when the field or directive is unknown.</param>
/// <param name="Owner">The type whose field has them; null for a directive.</param>
internal readonly record struct ArgumentSite(GraphNode Node, IReadOnlyList<ArgumentNode> Given, OrderedDictionary<string, InputValue>? Declared, NamedType? Owner)
{
    /// <summary>Whether they are a directive's.</summary>
    public bool IsDirective => Node is DirectiveNode;

    /// <summary>What has the arguments, as <c>Type.field</c> or <c>@directive</c>.</summary>
    public string Name => Node is DirectiveNode directive ? $"@{directive.Name}" : $"{Owner}.{((FieldNode)Node).Name}";
}
