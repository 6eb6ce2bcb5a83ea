using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types;

/// <summary>What can be said of any type once it is declared.</summary>
public class TypeBuilder
{
    internal TypeBuilder(TypeDraft draft) => Draft = draft;

    internal TypeDraft Draft { get; }

    /// <summary>Applies directives, as SDL: <c>@oneOf</c>, <c>@tag(name: "internal") @shareable</c>.</summary>
    public TypeBuilder Directive(string directives)
    {
        Draft.Directives.Add(directives);
        return this;
    }

    /// <summary>Asks for scopes, all of them, wherever a value of the type is given; a caller without them gets null and <c>FORBIDDEN</c>.</summary>
    public TypeBuilder Requires(params ReadOnlySpan<string> scopes)
    {
        Draft.Scopes.AddRange(scopes);
        return this;
    }
}
