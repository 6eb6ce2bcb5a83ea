using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types;

/// <summary>What can be said of an interface once it is declared.</summary>
public sealed class InterfaceBuilder : TypeBuilder
{
    internal InterfaceBuilder(TypeDraft draft)
        : base(draft)
    {
    }

    /// <summary>Makes it an entity of a federated graph: <c>_entities</c> finds values of any of its objects by this key.</summary>
    /// <param name="fields">The key, as <c>id</c>; every object that implements the interface declares the same key.</param>
    /// <param name="load">Finds many at once: one value for each key, in order, null for an unknown one.</param>
    public InterfaceBuilder Key<TFound>(string fields, Func<EntityKeys, FieldContext, ValueTask<IReadOnlyList<TFound>>> load)
    {
        Draft.Keys.Add(Resolvers.Key(fields, load));
        return this;
    }
}
