using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types;

/// <summary>What can be said of a field once it is declared.</summary>
public sealed class FieldBuilder
{
    private readonly FieldDraft _draft;

    internal FieldBuilder(FieldDraft draft) => _draft = draft;

    /// <summary>Describes an argument; the description may stand in front of it in the signature instead.</summary>
    public FieldBuilder Arg(string name, string description)
    {
        _draft.ArgumentDescriptions[name] = description;
        return this;
    }

    /// <summary>Asks for scopes, all of them. A caller without them gets null and <c>FORBIDDEN</c>, before the resolver runs.</summary>
    public FieldBuilder Requires(params ReadOnlySpan<string> scopes)
    {
        _draft.Scopes.AddRange(scopes);
        return this;
    }

    /// <summary>Sets its weight in a query's cost. Default: 0 for a leaf, 1 for an object, 10 for a mutation. Shown in SDL as <c>@cost</c>.</summary>
    public FieldBuilder Cost(int weight)
    {
        _draft.Cost = weight;
        return this;
    }

    /// <summary>Says that its resolver keeps a deadline of its own: an operation with it at its root is not stopped by the time limit of operations.</summary>
    public FieldBuilder OwnDeadline()
    {
        _draft.HasOwnDeadline = true;
        return this;
    }

    /// <summary>Says that a subscription gives an answer with an end of its own, as a feed never does: it goes on when the server is told to stop, until it has ended or its connection is cut.</summary>
    public FieldBuilder OutlivesStopping()
    {
        _draft.OutlivesStopping = true;
        return this;
    }

    /// <summary>Says how long its list is assumed to be. Shown in SDL as <c>@listSize</c>.</summary>
    /// <param name="assumed">Items assumed when no slicing argument is given.</param>
    /// <param name="slicingArguments">Integer arguments that bound the list, as <c>first</c>.</param>
    public FieldBuilder ListSize(int assumed, params ReadOnlySpan<string> slicingArguments)
    {
        _draft.ListSize = new ListSize(assumed, [.. slicingArguments], []);
        return this;
    }

    /// <summary>Marks it as not to be used any more.</summary>
    /// <param name="reason">What to use instead, and since when.</param>
    public FieldBuilder Deprecated(string reason)
    {
        _draft.Deprecation = reason;
        return this;
    }

    /// <summary>Applies directives, as SDL: <c>@shareable</c>, <c>@tag(name: "internal")</c>. They may stand in the signature instead.</summary>
    public FieldBuilder Directive(string directives)
    {
        _draft.Directives.Add(directives);
        return this;
    }

    internal FieldBuilder AsConnection(ConnectionParts parts)
    {
        _draft.Connection = parts;
        return this;
    }
}
