using System.Globalization;
using Banyan.GraphQL.Federation;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Drafting;

/// <summary>Gives types their members; names become references.</summary>
internal sealed class TypeFiller(SchemaParts parts)
{
    public void Fill(NamedType type, TypeDraft draft)
    {
        type.Directives.AddRange(draft.Keys.Select(FederationDirectives.Key));
        type.Directives.AddRange(Sdl.Applied(Sdl.Directives(draft.Directives, $"Type {draft.Name}", [])));
        type.Scopes.AddRange(draft.Scopes);
        switch (type)
        {
            case FieldsType fields:
                Fill(fields, draft);
                break;
            case InputType input:
                foreach (var node in Sdl.Inputs(draft.Body ?? "", draft.Name, parts.Problems))
                {
                    Put(input.Fields, Input(node, $"{draft.Name}.{node.Name.Text}", null), $"{draft.Name}.{node.Name.Text}");
                }

                break;
            case UnionType union:
                union.Members.AddRange(Named<ObjectType>(draft.Members, draft.Name, "an object type"));
                break;
            case EnumType named:
                draft.Entries.ForEach(entry => Fill(named, entry));
                break;
        }
    }

    /// <summary>A field; null when its signature cannot be read or names a type that is not there.</summary>
    public GraphField? Field(string type, FieldDraft draft)
    {
        var node = draft.Node ?? Sdl.Field(draft.Signature, type, parts.Problems);
        if (node is null)
        {
            return null;
        }

        var where = $"{type}.{node.Name.Text}";
        var directives = node.Directives.Concat(Sdl.Directives(draft.Directives, where, parts.Problems)).ToArray();
        if (Resolve(node.Type, where) is not { } result)
        {
            return null;
        }

        var field = new GraphField(node.Name.Text, result, draft.Description ?? node.Description?.Text)
        {
            Resolver = draft.Resolver,
            Deprecation = draft.Deprecation ?? Sdl.Deprecation(directives),
        };
        foreach (var argument in node.Arguments)
        {
            Put(field.Arguments, Input(argument, $"{where}({argument.Name.Text}:)", draft.ArgumentDescriptions.GetValueOrDefault(argument.Name.Text)), $"{where}({argument.Name.Text}:)");
        }

        foreach (var described in draft.ArgumentDescriptions.Keys.Where(name => !field.Arguments.ContainsKey(name)))
        {
            parts.Problems.Add($"{where} has no argument {described}, which is described.");
        }

        field.Scopes.AddRange(draft.Scopes);
        field.HasOwnDeadline = draft.HasOwnDeadline;
        field.OutlivesStopping = draft.OutlivesStopping;
        field.Directives.AddRange(Sdl.Applied(directives));
        Weights.Apply(field, draft);
        return field;
    }

    private void Fill(FieldsType type, TypeDraft draft)
    {
        type.Interfaces.AddRange(Named<InterfaceType>(draft.Interfaces, draft.Name, "an interface"));
        type.Keys.AddRange(draft.Keys);
        foreach (var node in draft.Body is null ? [] : Sdl.Fields(draft.Body, draft.Name, parts.Problems))
        {
            Add(type, new FieldDraft("", null, null) { Node = node });
        }

        draft.Fields.ForEach(field => Add(type, field));
    }

    private void Add(FieldsType type, FieldDraft draft)
    {
        if (Field(type.Name, draft) is { } field && !type.Fields.TryAdd(field.Name, field))
        {
            parts.Problems.Add($"{type.Name}.{field.Name} is declared more than once.");
        }
    }

    private void Fill(EnumType type, EntryDraft draft)
    {
        var where = $"{type.Name}.{draft.Name}";
        var directives = Sdl.Directives([draft.Directives], where, parts.Problems);
        var entry = new EnumEntry(draft.Name, draft.Value, draft.Description, draft.Deprecation ?? Sdl.Deprecation(directives));
        entry.Directives.AddRange(Sdl.Applied(directives));
        if (!type.Entries.TryAdd(draft.Name, entry))
        {
            parts.Problems.Add($"{where} is declared more than once.");
        }
    }

    /// <summary>An argument or input field; null when its type is not there.</summary>
    public InputValue? Input(InputValueNode node, string where, string? description)
    {
        if (Resolve(node.Type, where) is not { } type)
        {
            return null;
        }

        var input = new InputValue(node.Name.Text, type, description ?? node.Description?.Text, node.DefaultValue, Sdl.Deprecation(node.Directives));
        input.Directives.AddRange(Sdl.Applied(node.Directives));
        return input;
    }

    public void Put(OrderedDictionary<string, InputValue> into, InputValue? input, string where)
    {
        if (input is not null && !into.TryAdd(input.Name, input))
        {
            parts.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"{where} is declared more than once."));
        }
    }

    private GraphType? Resolve(TypeNode node, string where)
    {
        switch (node)
        {
            case NonNullTypeNode nonNull:
                return Resolve(nonNull.Inner, where) is { } inner ? new NonNullType(inner) : null;
            case ListTypeNode list:
                return Resolve(list.Item, where) is { } item ? new ListType(item) : null;
            default:
                var name = ((NamedTypeNode)node).Name.Text;
                if (!parts.Types.TryGetValue(name, out var type))
                {
                    parts.Problems.Add($"{where} refers to type {name}, which is not declared.");
                }

                return type;
        }
    }

    private IEnumerable<T> Named<T>(List<string> names, string where, string kind)
        where T : NamedType
    {
        foreach (var name in names)
        {
            if (parts.Types.GetValueOrDefault(name) is T type)
            {
                yield return type;
            }
            else
            {
                parts.Problems.Add($"Type {where} refers to {name}, which is not {kind}.");
            }
        }
    }
}
