using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Every value written fits the type expected there.</summary>
internal sealed class ValuesOfCorrectType(Check check) : Rule(check)
{
    public override void Value(ValueNode value, GraphType? type)
    {
        if (value is VariableValue || type is null || Check.IsOver)
        {
            return;
        }

        if (type is NonNullType nonNull)
        {
            if (value is NullValue)
            {
                Check.Report($"Expected value of non-null type \"{type}\" not to be null.", value);
            }
            else
            {
                Value(value, nonNull.Inner);
            }
        }
        else if (value is not NullValue)
        {
            Given(value, type);
        }
    }

    private void Given(ValueNode value, GraphType type)
    {
        switch (type)
        {
            case ListType list when value is ListValue items:
                foreach (var item in items.Items)
                {
                    Value(item, list.Item);
                }

                break;
            case ListType list:
                Value(value, list.Item);
                break;
            case InputType input when value is ObjectValue fields:
                Fields(fields, input);
                break;
            case InputType:
                Check.Report($"Expected value of type \"{type}\" to be an object, found: {Check.Show(value)}.", value);
                break;
            case EnumType named:
                Entry(value, named);
                break;
            case ScalarType scalar:
                Scalar(value, scalar);
                break;
        }
    }

    private void Fields(ObjectValue value, InputType type)
    {
        var given = new Dictionary<string, ObjectFieldNode>(StringComparer.Ordinal);
        foreach (var field in value.Fields)
        {
            given[field.Name.Text] = field;
        }

        foreach (var (name, field) in type.Fields)
        {
            if (given.TryGetValue(name, out var node))
            {
                Value(node.Value, field.Type);
            }
            else if (field.IsRequired)
            {
                Check.Report($"Expected value of type \"{type}\" to include required field \"{name}\", found: {Check.Show(value)}.", value);
            }
        }

        foreach (var field in value.Fields)
        {
            if (!type.Fields.ContainsKey(field.Name.Text))
            {
                Check.Report($"Field \"{field.Name}\" is not defined by type \"{type}\".{Check.Suggest(field.Name.Text, type.Fields.Keys)}", field);
            }
        }

        if (type.IsOneOf && value.Fields.Where(field => type.Fields.ContainsKey(field.Name.Text)).ToArray() is not [{ Value: not NullValue }])
        {
            Check.Report($"Within OneOf Input Object type \"{type}\", exactly one field must be specified, and the value for that field must be non-null.", value);
        }
    }

    private void Entry(ValueNode value, EnumType type)
    {
        if (value is not EnumValue name)
        {
            Check.Report($"Enum \"{type}\" cannot represent non-enum value: {Check.Show(value)}.{Check.Suggest(value is StringValue text ? text.Text : "", type.Entries.Keys)}", value);
        }
        else if (!type.Entries.ContainsKey(name.Name))
        {
            Check.Report($"Value \"{name.Name}\" does not exist in \"{type}\" enum.{Check.Suggest(name.Name, type.Entries.Keys)}", value);
        }
    }

    private void Scalar(ValueNode value, ScalarType type)
    {
        try
        {
            _ = type.Coercion.ReadLiteral(value, static _ => null);
        }
        catch (CoercionException refusal)
        {
            Check.Report(refusal.Message, value);
        }
    }
}
