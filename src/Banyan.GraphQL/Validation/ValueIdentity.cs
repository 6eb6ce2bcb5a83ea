using System.Text;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation;

/// <summary>Writes arguments so that two texts are equal exactly when the arguments mean the same: in the order of names, strings by their value.</summary>
internal static class ValueIdentity
{
    public static string Of(IReadOnlyList<ArgumentNode> arguments)
    {
        var text = new StringBuilder();
        foreach (var argument in arguments.OrderBy(argument => argument.Name.Text, StringComparer.Ordinal))
        {
            text.Append(argument.Name.Text).Append(':');
            Append(text, argument.Value);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ValueNode value)
    {
        switch (value)
        {
            case ListValue list:
                text.Append('[');
                foreach (var item in list.Items)
                {
                    Append(text, item);
                }

                text.Append(']');
                break;
            case ObjectValue fields:
                text.Append('{');
                foreach (var field in fields.Fields.OrderBy(field => field.Name.Text, StringComparer.Ordinal))
                {
                    text.Append(field.Name.Text).Append(':');
                    Append(text, field.Value);
                }

                text.Append('}');
                break;
            case StringValue plain:
                text.Append(ValuePrinter.Line(plain.Text));
                break;
            default:
                text.Append(ValuePrinter.Print(value)).Append(' ');
                break;
        }
    }
}
