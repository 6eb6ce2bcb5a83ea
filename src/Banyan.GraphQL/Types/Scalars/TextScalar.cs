using System.Text.Json;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>A scalar that travels as a JSON string.</summary>
/// <param name="name">Its name, for messages.</param>
/// <param name="read">The value, or null when the text is none.</param>
/// <param name="write">The text of a resolver's value, or null when it is none.</param>
/// <param name="form">What a text must look like, for messages: <c>an RFC 3339 date and time with offset</c>.</param>
internal sealed class TextScalar(string name, Func<string, object?> read, Func<object, string?> write, string form) : ScalarCoercion
{
    public override object ReadVariable(JsonElement value) => (value.ValueKind == JsonValueKind.String ? read(value.GetString()!) : null) ?? throw Refused(Inspect.Show(value));

    public override object ReadLiteral(ValueNode literal, Func<string, object?>? variable) => (literal is StringValue text ? read(text.Text) : null) ?? throw Refused(GraphPrinter.Print(literal));

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteStringValue(write(value) ?? throw Refused(Inspect.Show(value)));

    private CoercionException Refused(string shown) => new($"{name} must be {form}, not {shown}");
}
