using System.Runtime.CompilerServices;
using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types;

/// <summary>Declares the fields of an object type whose values are <typeparamref name="T"/>.</summary>
public sealed class ObjectBuilder<T> : TypeBuilder
    where T : notnull
{
    internal ObjectBuilder(TypeDraft draft)
        : base(draft)
    {
    }

    /// <summary>Adds a field whose value is there at once.</summary>
    /// <param name="signature">Name, arguments and type, as SDL: <c>id: ID!</c>.</param>
    /// <param name="value">Takes it from the parent.</param>
    /// <param name="description">What it is; null when the signature begins with it.</param>
    public FieldBuilder Field(string signature, Func<T, object?> value, string? description = null) =>
        Add(signature, new FieldResolver.Value((parent, _) => value((T)parent!)), description);

    /// <summary>Adds a field whose value is there at once and depends on arguments, services or who asks.</summary>
    /// <inheritdoc cref="Field(string, Func{T, object?}, string?)" />
    public FieldBuilder Field(string signature, Func<T, FieldContext, object?> value, string? description = null) =>
        Add(signature, new FieldResolver.Value((parent, context) => value((T)parent!, context)), description);

    /// <summary>Adds a field whose value comes later. What asks a store belongs into a <see cref="Batch"/> or a <see cref="FieldContext.LoadAsync"/>.</summary>
    /// <inheritdoc cref="Field(string, Func{T, object?}, string?)" />
    [OverloadResolutionPriority(2)]
    public FieldBuilder Field<TValue>(string signature, Func<T, FieldContext, ValueTask<TValue>> value, string? description = null) =>
        Add(signature, Resolvers.Later((parent, context) => value((T)parent!, context)), description);

    /// <inheritdoc cref="Field{TValue}(string, Func{T, FieldContext, ValueTask{TValue}}, string?)" />
    [OverloadResolutionPriority(1)]
    public FieldBuilder Field<TValue>(string signature, Func<T, FieldContext, Task<TValue>> value, string? description = null) =>
        Add(signature, Resolvers.Later((parent, context) => new ValueTask<TValue>(value((T)parent!, context))), description);

    /// <summary>Adds a field that is found for many parents in one call.</summary>
    /// <param name="signature">Name, arguments and type, as SDL.</param>
    /// <param name="values">One value for each parent, in their order. Arguments are the same for all of them.</param>
    /// <param name="description">What it is.</param>
    public FieldBuilder Batch<TValue>(
        string signature, Func<IReadOnlyList<T>, FieldContext, ValueTask<IReadOnlyList<TValue>>> values, string? description = null) =>
        Add(signature, Resolvers.Batch(values), description);

    /// <summary>Adds a list that can grow, a page at a time.</summary>
    /// <param name="signature">The field with its own arguments and the type of one item: <c>versions(status: Status): PromptVersion!</c>.
    /// It becomes <c>versions(status: Status, first: Int = 50, after: String): PromptVersionConnection!</c>, and the connection type is added.</param>
    /// <param name="page">Gives the page asked for.</param>
    /// <param name="description">What is listed, in which order.</param>
    /// <param name="parts">What else the connection offers.</param>
    public FieldBuilder Connection<TNode>(
        string signature, Func<T, GraphPage, FieldContext, ValueTask<GraphConnection<TNode>>> page, string? description = null, ConnectionParts parts = ConnectionParts.None) =>
        Add(signature, Resolvers.Later((parent, context) => page((T)parent!, GraphPage.From(context, parts.HasFlag(ConnectionParts.Backward)), context)), description).AsConnection(parts);

    /// <summary>Makes it an entity of a federated graph, found by a key of any shape.</summary>
    /// <param name="fields">The key as <c>@key</c> has it: <c>id</c>, <c>sku package</c>, <c>organization { id }</c>.</param>
    /// <param name="load">Finds many at once: one value for each key, in order, null for one that is unknown or not the caller's.</param>
    public ObjectBuilder<T> Key<TFound>(string fields, Func<EntityKeys, FieldContext, ValueTask<IReadOnlyList<TFound>>> load)
    {
        Draft.Keys.Add(Resolvers.Key(fields, load));
        return this;
    }

    /// <summary>Makes it an entity of a federated graph, found by one field; what is found may be in any order, and what is missing left out.</summary>
    /// <param name="field">The key's only field.</param>
    /// <param name="load">Finds many at once, by the distinct keys as text.</param>
    /// <param name="keyOf">The key of a value found, as text.</param>
    public ObjectBuilder<T> Key(string field, Func<IReadOnlyList<string>, FieldContext, ValueTask<IReadOnlyList<T>>> load, Func<T, string> keyOf)
    {
        Draft.Keys.Add(Resolvers.KeyByText(field, load, keyOf));
        return this;
    }

    /// <summary>Declares a key by which other subgraphs find it, but not this one (<c>resolvable: false</c>).</summary>
    public ObjectBuilder<T> ForeignKey(string fields)
    {
        Draft.Keys.Add(new EntityKey(fields, IsResolvable: false, null));
        return this;
    }

    /// <summary>Says that it implements interfaces, by name.</summary>
    public ObjectBuilder<T> Implements(params ReadOnlySpan<string> interfaces)
    {
        Draft.Interfaces.AddRange(interfaces);
        return this;
    }

    /// <summary>Tells which values of an interface or union are of this type, where the CLR type cannot.</summary>
    public ObjectBuilder<T> IsTypeOf(Func<object, bool> claim)
    {
        Draft.IsTypeOf = claim;
        return this;
    }

    private FieldBuilder Add(string signature, FieldResolver resolver, string? description) => Draft.Add(new FieldDraft(signature, description, resolver));
}
