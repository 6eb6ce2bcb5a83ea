using System.Text.Json;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types.Scalars;

namespace Banyan.GraphQL.Types;

/// <summary>Turns given values into what resolvers see: lists of one, missing against null, defaults, one-of inputs and makers. Pure; the one place where this is decided.</summary>
internal static class InputCoercion
{
    /// <summary>A variable's value. What does not fit is told in <paramref name="problems"/>, all of it, and the result is then not to be used.</summary>
    public static object? Read(JsonElement value, GraphType type, InputProblems problems)
    {
        switch (type)
        {
            case NonNullType nonNull:
                return value.ValueKind == JsonValueKind.Null ? problems.Add(value, $"Expected non-nullable type \"{type}\" not to be null.") : Read(value, nonNull.Inner, problems);
            case var _ when value.ValueKind == JsonValueKind.Null:
                return null;
            case ListType list:
                return value.ValueKind == JsonValueKind.Array ? Items(value, list, problems) : new[] { Read(value, list.Item, problems) };
            case InputType input:
                return value.ValueKind == JsonValueKind.Object ? Fields(value, input, problems) : problems.Add(value, $"Expected type \"{input.Name}\" to be an object.");
            default:
                return Leaf(value, type.Named, problems);
        }
    }

    /// <summary>A literal's value; variables inside it are taken from <paramref name="variables"/>, where a missing one was not given.</summary>
    /// <param name="literal">As written.</param>
    /// <param name="type">What it must fit.</param>
    /// <param name="variables">Coerced variables by name; null where none may stand.</param>
    /// <exception cref="CoercionException">It does not fit.</exception>
    public static object? Read(ValueNode literal, GraphType type, IReadOnlyDictionary<string, object?>? variables) => literal switch
    {
        VariableValue variable => Variable(variable, type, variables),
        NullValue when type is NonNullType => throw new CoercionException($"Expected value of type \"{type}\", found null."),
        NullValue => null,
        _ => type switch
        {
            NonNullType nonNull => Read(literal, nonNull.Inner, variables),
            ListType list when literal is ListValue items => items.Items.Select(item => Read(item, list.Item, variables)).ToArray(),
            ListType list => new[] { Read(literal, list.Item, variables) },
            InputType input => Fields(literal, input, variables),
            EnumType named => LiteralEntry(literal, named),
            ScalarType scalar => scalar.Coercion.ReadLiteral(literal, name => variables?.GetValueOrDefault(name)),
            _ => throw new CoercionException($"Expected an input type, found \"{type}\"."),
        },
    };

    private static object?[] Items(JsonElement value, ListType list, InputProblems problems)
    {
        var items = new object?[value.GetArrayLength()];
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            problems.Enter(index);
            items[index++] = Read(item, list.Item, problems);
            problems.Leave();
        }

        return items;
    }

    private static object? Fields(JsonElement value, InputType type, InputProblems problems)
    {
        var before = problems.Count;
        var fields = new OrderedDictionary<string, object?>(type.Fields.Count, StringComparer.Ordinal);
        foreach (var (name, field) in type.Fields)
        {
            if (value.TryGetProperty(name, out var given))
            {
                problems.Enter(name);
                fields[name] = Read(given, field.Type, problems);
                problems.Leave();
            }
            else if (field.DefaultLiteral is not null)
            {
                fields[name] = field.DefaultValue;
            }
            else if (field.IsRequired)
            {
                problems.Add(value, $"Field \"{name}\" of required type \"{field.Type}\" was not provided.");
            }
        }

        foreach (var member in value.EnumerateObject().Where(member => !type.Fields.ContainsKey(member.Name)))
        {
            problems.Add(value, $"Field \"{member.Name}\" is not defined by type \"{type.Name}\".");
        }

        CheckOneOf(value, type, fields, problems);
        return problems.Count > before ? null : Made(value, type, fields, problems);
    }

    private static void CheckOneOf(JsonElement value, InputType type, OrderedDictionary<string, object?> fields, InputProblems problems)
    {
        if (!type.IsOneOf)
        {
            return;
        }

        if (fields.Count != 1)
        {
            problems.Add(value, $"Exactly one key must be specified for OneOf type \"{type.Name}\".");
        }

        if (fields.Count > 0 && value.GetProperty(fields.GetAt(0).Key) is { ValueKind: JsonValueKind.Null } absent)
        {
            problems.Enter(fields.GetAt(0).Key);
            problems.Add(absent, $"Field \"{fields.GetAt(0).Key}\" must be non-null.");
            problems.Leave();
        }
    }

    private static object? Made(JsonElement value, InputType type, OrderedDictionary<string, object?> fields, InputProblems problems)
    {
        try
        {
            return Made(type, fields);
        }
        catch (CoercionException refusal)
        {
            return problems.Add(value, refusal.Message);
        }
    }

    private static object? Made(InputType type, OrderedDictionary<string, object?> fields)
    {
        var input = new InputFields(fields);
        return type.Make is null ? input : type.Make(input);
    }

    private static object? Leaf(JsonElement value, NamedType type, InputProblems problems)
    {
        try
        {
            return type switch
            {
                ScalarType scalar => scalar.Coercion.ReadVariable(value),
                EnumType named => VariableEntry(value, named),
                _ => throw new CoercionException($"Expected an input type, found \"{type}\"."),
            };
        }
        catch (CoercionException refusal)
        {
            return problems.Add(value, refusal.Message);
        }
    }

    private static object VariableEntry(JsonElement value, EnumType type) =>
        value.ValueKind != JsonValueKind.String ? throw new CoercionException($"Enum \"{type.Name}\" cannot represent non-string value: {Inspect.Show(value)}.")
        : type.Entries.TryGetValue(value.GetString()!, out var entry) ? entry.Value
        : throw new CoercionException($"Value \"{value.GetString()}\" does not exist in \"{type.Name}\" enum.");

    private static object LiteralEntry(ValueNode literal, EnumType type) =>
        literal is not EnumValue name ? throw new CoercionException($"Enum \"{type.Name}\" cannot represent non-enum value: {GraphPrinter.Print(literal)}.")
        : type.Entries.TryGetValue(name.Name, out var entry) ? entry.Value
        : throw new CoercionException($"Value \"{name.Name}\" does not exist in \"{type.Name}\" enum.");

    private static object? Variable(VariableValue variable, GraphType type, IReadOnlyDictionary<string, object?>? variables)
    {
        var value = variables is not null && variables.TryGetValue(variable.Name.Text, out var given) ? given : null;
        return value is null && type is NonNullType
            ? throw new CoercionException($"Expected value of type \"{type}\", found ${variable.Name.Text}, which has no value.") { At = variable }
            : value;
    }

    private static object? Fields(ValueNode literal, InputType type, IReadOnlyDictionary<string, object?>? variables)
    {
        if (literal is not ObjectValue given)
        {
            throw new CoercionException($"Expected value of type \"{type.Name}\", found {GraphPrinter.Print(literal)}.");
        }

        var fields = new OrderedDictionary<string, object?>(type.Fields.Count, StringComparer.Ordinal);
        foreach (var (name, field) in type.Fields)
        {
            var node = given.Fields.FirstOrDefault(node => node.Name.Text == name);
            if (node is not null && !(node.Value is VariableValue variable && variables?.ContainsKey(variable.Name.Text) != true))
            {
                fields[name] = Read(node.Value, field.Type, variables);
            }
            else if (field.DefaultLiteral is not null)
            {
                fields[name] = field.DefaultValue;
            }
            else if (field.IsRequired)
            {
                throw new CoercionException($"Field \"{type.Name}.{name}\" of required type \"{field.Type}\" was not provided.");
            }
        }

        if (given.Fields.FirstOrDefault(node => !type.Fields.ContainsKey(node.Name.Text)) is { } unknown)
        {
            throw new CoercionException($"Field \"{unknown.Name.Text}\" is not defined by type \"{type.Name}\".");
        }

        if (type.IsOneOf && (fields.Count != 1 || given.Fields.Count != 1))
        {
            throw new CoercionException($"OneOf Input Object \"{type.Name}\" must specify exactly one key.");
        }

        if (type.IsOneOf && fields.GetAt(0).Value is null)
        {
            throw new CoercionException($"Field \"{type.Name}.{fields.GetAt(0).Key}\" must be non-null.");
        }

        return Made(type, fields);
    }
}
