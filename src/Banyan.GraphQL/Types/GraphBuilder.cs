using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types;

/// <summary>Collects the parts of a schema. Parts refer to each other by name, so their order and the file they stand in do not matter.</summary>
/// <remarks>
/// A <b>signature</b> is a field as the reader of the schema will see it: <c>prompts(category: String, first: Int = 50): [Prompt!]!</c>.
/// It may carry descriptions and directives as SDL has them: <c>prompts("Only those of it." category: String): [Prompt!]! @deprecated(reason: "…")</c>.
/// Mistakes are not thrown here: <see cref="GraphSchema.Build"/> tells them all at once.
/// </remarks>
public sealed partial class GraphBuilder
{
    internal GraphBuilder(SchemaDraft draft) => Draft = draft;

    internal SchemaDraft Draft { get; }

    /// <summary>Adds scalars; the five built in are there already.</summary>
    public void Scalars(params ReadOnlySpan<Scalar> scalars)
    {
        foreach (var scalar in scalars)
        {
            var draft = new TypeDraft(DraftKind.Scalar, scalar.Name, scalar.Description) { Coercion = scalar.Coercion };
            if (scalar.SpecifiedBy is { } address)
            {
                draft.SpecifiedBy = address;
            }

            Draft.Add(draft);
        }
    }

    /// <summary>Adds an enum that resolvers see as <typeparamref name="T"/>; its values are named in UPPER_CASE after the members (<c>InProgress</c> is <c>IN_PROGRESS</c>).</summary>
    /// <param name="name">The type's name.</param>
    /// <param name="description">What it tells apart.</param>
    /// <param name="values">What each member means, in the order the schema shows. A member left out follows without a description.</param>
    public EnumBuilder<T> Enum<T>(string name, string description, params ReadOnlySpan<(T Value, string Description)> values)
        where T : struct, Enum
    {
        var draft = Draft.Add(new TypeDraft(DraftKind.Enum, name, description));
        foreach (var (value, meaning) in values)
        {
            draft.Entries.Add(new EntryDraft(EnumNames.Of(value), value, meaning));
        }

        foreach (var value in System.Enum.GetValues<T>().Where(value => !draft.Entries.Exists(entry => value.Equals(entry.Value))))
        {
            draft.Entries.Add(new EntryDraft(EnumNames.Of(value), value, null));
        }

        return new EnumBuilder<T>(draft);
    }

    /// <summary>Adds an enum that resolvers see as the names of its values.</summary>
    public void Enum(string name, string description, params ReadOnlySpan<(string Name, string Description)> values)
    {
        var draft = Draft.Add(new TypeDraft(DraftKind.Enum, name, description));
        foreach (var (value, meaning) in values)
        {
            draft.Entries.Add(new EntryDraft(value, value, meaning));
        }
    }

    /// <summary>Adds an input object.</summary>
    /// <param name="name">The type's name.</param>
    /// <param name="description">What it is for. Directives of the type, as <c>@oneOf</c>, are applied with <see cref="TypeBuilder.Directive"/>.</param>
    /// <param name="fields">Its fields as SDL, each with its description in front: <c>"The prompt's id or name." promptId: ID!, "Its variables." variables: JSON = {}</c>.</param>
    /// <param name="make">What resolvers see instead of the fields; runs while arguments are read, so it may refuse them with a <see cref="CoercionException"/>.</param>
    public TypeBuilder Input<T>(string name, string description, string fields, Func<InputFields, T> make) =>
        new(Draft.Add(new TypeDraft(DraftKind.Input, name, description) { Body = fields, Make = given => make(given) }));

    /// <summary>Adds an input object whose fields resolvers read one by one, as <see cref="InputFields"/>.</summary>
    public TypeBuilder Input(string name, string description, string fields) =>
        new(Draft.Add(new TypeDraft(DraftKind.Input, name, description) { Body = fields }));

    /// <summary>Adds an object type whose values are <typeparamref name="T"/>.</summary>
    /// <param name="name">The type's name.</param>
    /// <param name="description">What it is.</param>
    /// <param name="declare">Declares fields, keys and interfaces.</param>
    public ObjectBuilder<T> Object<T>(string name, string description, Action<ObjectBuilder<T>> declare)
        where T : notnull
    {
        var type = new ObjectBuilder<T>(Draft.Add(new TypeDraft(DraftKind.Object, name, description) { ClrType = typeof(T) }));
        declare(type);
        return type;
    }

    /// <summary>Adds to an object type that stands in another file; its values must be the same CLR type there.</summary>
    public void Extend<T>(string name, Action<ObjectBuilder<T>> declare)
        where T : notnull =>
        declare(new ObjectBuilder<T>(Draft.AddExtension(new TypeDraft(DraftKind.Object, name, null) { ClrType = typeof(T) })));

    /// <summary>Adds an interface; objects say themselves that they implement it.</summary>
    /// <param name="name">The type's name.</param>
    /// <param name="description">What its objects have in common.</param>
    /// <param name="fields">Its fields as SDL, each with its description in front.</param>
    /// <param name="implements">Interfaces it implements itself.</param>
    public InterfaceBuilder Interface(string name, string description, string fields, params ReadOnlySpan<string> implements)
    {
        var draft = Draft.Add(new TypeDraft(DraftKind.Interface, name, description) { Body = fields });
        draft.Interfaces.AddRange(implements);
        return new InterfaceBuilder(draft);
    }

    /// <summary>Adds a union of object types, by name. Which one a value is tells its CLR type, or the object's <see cref="ObjectBuilder{T}.IsTypeOf"/>.</summary>
    public TypeBuilder Union(string name, string description, params ReadOnlySpan<string> members)
    {
        var draft = Draft.Add(new TypeDraft(DraftKind.Union, name, description));
        draft.Members.AddRange(members);
        return new TypeBuilder(draft);
    }

    /// <summary>Adds a directive of this schema's own.</summary>
    /// <param name="definition">As SDL without the first word: <c>@owner(team: String!) repeatable on OBJECT | FIELD_DEFINITION</c>.</param>
    /// <param name="description">What it says.</param>
    /// <param name="composeUrl">For a subgraph: the specification it belongs to, as <c>https://example.org/owner/v1.0</c>; it is then linked and kept by composition.</param>
    public void Directive(string definition, string description, string? composeUrl = null) =>
        Draft.DirectiveDefinitions.Add(new DirectiveDraft(definition, description, composeUrl));
}
