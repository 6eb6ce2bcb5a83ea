using System.Text;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>Makes documents for a schema from a seed: most are good as made, and mutations of them are bad in every way a rule knows.</summary>
internal sealed class DocumentGenerator(GraphSchema schema, Random random)
{
    private const int MostDepth = 4;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Body)> _fragments = [];

    /// <summary>One document: an operation or two, their variables and fragments.</summary>
    public string Next()
    {
        _text.Clear();
        _variables.Clear();
        _fragments.Clear();
        var operations = new List<string>();
        var count = Chance(8) ? 2 : 1;
        for (var index = 0; index < count; index++)
        {
            operations.Add(Operation(count == 1 && Chance(2) ? "" : $"Op{index}"));
        }

        foreach (var operation in operations)
        {
            _text.Append(operation).Append('\n');
        }

        foreach (var (_, body) in _fragments)
        {
            _text.Append(body).Append('\n');
        }

        return _text.ToString();
    }

    private string Operation(string name)
    {
        var (word, root) = random.Next(6) switch
        {
            0 when schema.Mutation is { } mutation => ("mutation", mutation),
            1 when schema.Subscription is { } subscription => ("subscription", subscription),
            _ => ("query", schema.Query),
        };
        _variables.Clear();
        var fields = word == "subscription" && !Chance(6) ? $"{{ {Field(Pick(root.Fields.Values), 0)} }}" : Selections(root, 0);
        var variables = _variables.Count == 0 ? "" : $"({string.Join(", ", _variables.Select(pair => $"${pair.Key}: {pair.Value}"))})";
        return name.Length == 0 && variables.Length == 0 && word == "query" ? fields : $"{word} {name}{variables}{Directives(word.ToUpperInvariant())} {fields}";
    }

    private string Selections(NamedType type, int depth)
    {
        var items = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Selection(type, depth)).ToList();
        if (Chance(6) && items.Count > 1)
        {
            items.Add(items[random.Next(items.Count)]);
        }

        return $"{{ {string.Join(' ', items)} }}";
    }

    private string Selection(NamedType type, int depth)
    {
        if (depth < MostDepth && Chance(5))
        {
            var condition = Related(type);
            return Chance(2)
                ? $"... {(Chance(4) ? "" : $"on {condition.Name} ")}{Directives("INLINE_FRAGMENT")}{Selections(Chance(8) ? Related(type) : condition, depth + 1)}"
                : $"...{Fragment(condition, depth)}{Directives("FRAGMENT_SPREAD")}";
        }

        return type is FieldsType { Fields.Count: > 0 } known && !Chance(12) ? Field(Pick(known.Fields.Values), depth) : "__typename";
    }

    private string Fragment(NamedType type, int depth)
    {
        if (_fragments.Count > 0 && Chance(3))
        {
            return Pick(_fragments).Name;
        }

        var name = $"F{_fragments.Count}";
        _fragments.Add((name, ""));
        var index = _fragments.Count - 1;
        var body = $"fragment {name} on {type.Name}{Directives("FRAGMENT_DEFINITION")} {Selections(type, depth + 1)}";
        _fragments[index] = (name, body);
        return name;
    }

    // The type itself, one its values may be, or one they share; now and then any at all.
    private NamedType Related(NamedType type)
    {
        NamedType[] near = [type, .. schema.PossibleTypes.Of(type), .. type is FieldsType known ? known.Interfaces : []];
        NamedType[] all = [.. schema.Types.Values.Where(one => one is FieldsType or UnionType && !one.Name.StartsWith("__", StringComparison.Ordinal))];
        return Chance(8) ? Pick(all) : Pick(near);
    }

    private string Field(GraphField field, int depth)
    {
        var isLeaf = field.Type.Named is ScalarType or EnumType;
        if (!isLeaf && depth >= MostDepth)
        {
            return "__typename";
        }

        var alias = Chance(5) ? $"{(char)('a' + random.Next(4))}: " : "";
        var arguments = field.Arguments.Values.Where(input => input.IsRequired || Chance(2)).Select(input => $"{input.Name}: {Argument(input.Type, input.DefaultLiteral is not null)}").ToArray();
        return $"{alias}{field.Name}{(arguments.Length > 0 ? $"({string.Join(", ", arguments)})" : "")}{Directives("FIELD")}{(isLeaf ? "" : $" {Selections(field.Type.Named, depth + 1)}")}";
    }

    private string Directives(string location)
    {
        if (!Chance(9))
        {
            return "";
        }

        var fitting = schema.Directives.Values.Where(directive => directive.Locations.Contains(location) || Chance(20)).ToArray();
        return fitting.Length == 0 ? "" : $" {string.Join(' ', Enumerable.Range(0, random.Next(1, 3)).Select(_ => Directive(Pick(fitting))))} ";
    }

    private string Directive(DirectiveType directive)
    {
        var arguments = directive.Arguments.Values.Where(input => input.IsRequired || Chance(2)).Select(input => $"{input.Name}: {Argument(input.Type, false)}").ToArray();
        return $"@{directive.Name}{(arguments.Length > 0 ? $"({string.Join(", ", arguments)})" : "")}";
    }

    private string Argument(GraphType type, bool hasDefault) => Chance(4) ? Variable(type, hasDefault) : Value(type, 0);

    private string Variable(GraphType type, bool hasDefault)
    {
        var name = $"v{_variables.Count}";
        if (_variables.Count > 0 && Chance(6))
        {
            return $"${Pick(_variables.Keys)}";
        }

        var declared = type is NonNullType nonNull && (hasDefault || Chance(4)) ? nonNull.Inner : type;
        _variables[name] = $"{declared}{(Chance(4) ? $" = {Constant(declared)}" : "")}";
        return $"${name}";
    }

    private string Constant(GraphType type)
    {
        var value = Value(type, 2);
        return value.Contains('$', StringComparison.Ordinal) ? "null" : value;
    }

    private string Value(GraphType type, int depth) => type switch
    {
        NonNullType nonNull => Chance(25) ? "null" : Value(nonNull.Inner, depth),
        _ when Chance(20) => "null",
        _ when Chance(25) => Leaf(random.Next(7)),
        ListType list => Chance(5) ? Value(list.Item, depth) : $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => depth < 2 && Chance(8) ? Variable(list.Item, false) : Value(list.Item, depth + 1)))}]",
        InputType input => Object(input, depth),
        EnumType named => Pick(named.Entries.Keys),
        { Named.Name: "Int" } => Leaf(0),
        { Named.Name: "Float" } => Leaf(random.Next(2)),
        { Named.Name: "String" } => Leaf(2),
        { Named.Name: "Boolean" } => Leaf(3),
        { Named.Name: "ID" } => Chance(2) ? Leaf(0) : Leaf(2),
        _ => Leaf(random.Next(7)),
    };

    private string Object(InputType type, int depth)
    {
        var fields = type.Fields.Values.Where(field => field.IsRequired || (depth < 3 && Chance(3))).ToList();
        if (type.IsOneOf && !Chance(5))
        {
            fields = [Pick(type.Fields.Values)];
        }

        return depth > 5 ? "{}" : $"{{{string.Join(", ", fields.Select(field => $"{field.Name}: {(depth < 2 && Chance(6) ? Variable(field.Type, field.DefaultLiteral is not null) : Value(field.Type, depth + 1))}"))}}}";
    }

    private string Leaf(int kind) => kind switch
    {
        0 => Pick((string[])["0", "1", "-7", "2147483647", "2147483648", "99999999999999999999"]),
        1 => Pick((string[])["0.5", "-1e3", "1.0", "6.0221e23"]),
        2 => Pick((string[])["\"\"", "\"text\"", "\"\"\"block\"\"\"", "\"\\u{1F600}\"", "\"7\""]),
        3 => Chance(2) ? "true" : "false",
        4 => "LOW",
        5 => "{a: 1, b: [x]}",
        _ => "[1, \"a\"]",
    };

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Pick<T>(IReadOnlyCollection<T> from) => from.ElementAt(random.Next(from.Count));
}
