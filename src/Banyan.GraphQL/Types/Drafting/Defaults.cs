using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Drafting;

/// <summary>Coerces every default once. A default that needs another one first gets it; one that needs itself is a mistake.</summary>
internal sealed class Defaults
{
    private readonly SchemaParts _parts;
    private readonly Dictionary<InputValue, bool> _isDone = [];

    private Defaults(SchemaParts parts) => _parts = parts;

    public static void Coerce(SchemaParts parts, IEnumerable<GraphField> more)
    {
        var defaults = new Defaults(parts);
        foreach (var input in parts.Types.Values.OfType<InputType>())
        {
            foreach (var field in input.Fields.Values)
            {
                defaults.Coerce(field, $"{input.Name}.{field.Name}");
            }
        }

        foreach (var type in parts.Types.Values.OfType<FieldsType>())
        {
            foreach (var field in type.Fields.Values)
            {
                defaults.Coerce(field.Arguments, $"{type.Name}.{field.Name}");
            }
        }

        foreach (var field in more)
        {
            defaults.Coerce(field.Arguments, field.Name);
        }

        foreach (var directive in parts.Directives.Values)
        {
            defaults.Coerce(directive.Arguments, $"@{directive.Name}");
        }
    }

    private void Coerce(OrderedDictionary<string, InputValue> arguments, string where)
    {
        foreach (var argument in arguments.Values)
        {
            Coerce(argument, $"{where}({argument.Name}:)");
        }
    }

    private void Coerce(InputValue value, string where)
    {
        if (value.DefaultLiteral is null || !value.Type.IsInput)
        {
            return;
        }

        if (_isDone.TryGetValue(value, out var isDone))
        {
            if (!isDone)
            {
                _parts.Problems.Add($"{where}: its default refers to itself.");
            }

            return;
        }

        _isDone[value] = false;
        Need(value.DefaultLiteral, value.Type);
        try
        {
            value.DefaultValue = InputCoercion.Read(value.DefaultLiteral, value.Type, variables: null);
        }
        catch (CoercionException refusal)
        {
            _parts.Problems.Add($"{where}: its default {GraphPrinter.Print(value.DefaultLiteral)} does not fit. {refusal.Message}");
        }

        _isDone[value] = true;
    }

    /// <summary>Coerces the defaults of the fields a literal leaves out.</summary>
    private void Need(ValueNode literal, GraphType type)
    {
        switch (literal)
        {
            case ListValue list:
                foreach (var item in list.Items)
                {
                    Need(item, type);
                }

                break;
            case ObjectValue given when type.Named is InputType input:
                foreach (var (name, field) in input.Fields)
                {
                    if (given.Fields.FirstOrDefault(node => node.Name.Text == name) is { } node)
                    {
                        Need(node.Value, field.Type);
                    }
                    else
                    {
                        Coerce(field, $"{input.Name}.{name}");
                    }
                }

                break;
        }
    }
}
