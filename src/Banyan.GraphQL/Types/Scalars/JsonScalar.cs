using System.Buffers;
using System.Text.Json;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>JSON: any value, as <see cref="JsonElement"/>; members keep their order and numbers their digits. In a literal a bare name is a string.</summary>
internal sealed class JsonScalar : ScalarCoercion
{
    public override object ReadVariable(JsonElement value) => value.Clone();

    public override object ReadLiteral(ValueNode literal, Func<string, object?>? variable)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, literal, variable);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    public override void Write(Utf8JsonWriter writer, object value) => JsonText.Write(writer, value);

    private static void Write(Utf8JsonWriter writer, ValueNode literal, Func<string, object?>? variable)
    {
        switch (literal)
        {
            case ObjectValue members:
                writer.WriteStartObject();
                foreach (var member in members.Fields)
                {
                    writer.WritePropertyName(member.Name.Text);
                    Write(writer, member.Value, variable);
                }

                writer.WriteEndObject();
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item, variable);
                }

                writer.WriteEndArray();
                break;
            case VariableValue name:
                JsonText.Write(writer, variable?.Invoke(name.Name.Text));
                break;
            case IntValue number:
                writer.WriteRawValue(number.Text);
                break;
            case FloatValue number:
                writer.WriteRawValue(number.Text);
                break;
            default:
                WriteSimple(writer, literal);
                break;
        }
    }

    private static void WriteSimple(Utf8JsonWriter writer, ValueNode literal)
    {
        switch (literal)
        {
            case StringValue text:
                writer.WriteStringValue(text.Text);
                break;
            case EnumValue name:
                writer.WriteStringValue(name.Name);
                break;
            case BooleanValue truth:
                writer.WriteBooleanValue(truth.Value);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
