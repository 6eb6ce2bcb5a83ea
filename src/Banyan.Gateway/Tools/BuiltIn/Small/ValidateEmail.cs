using System.Text.Json;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Settings;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Tools.BuiltIn.Small;

/// <summary><c>validate_email</c>: whether a text has the form of an e-mail address. Nobody is asked whether it exists.</summary>
internal sealed class ValidateEmail : IBuiltIn
{
    private static readonly JsonSchema Form = SchemaReader.Read(ToolOutput.Read("""{"type":"string","format":"email","maxLength":254}"""u8.ToArray())!.Value);

    private static readonly BuiltInCard Card = new(
        "Says whether a text has the form of an e-mail address; not whether the mailbox exists.",
        "text",
        """{"type":"object","properties":{"email":{"type":"string","maxLength":1000}},"required":["email"],"additionalProperties":false}""",
        """{"type":"object","properties":{"isValid":{"type":"boolean"},"domain":{"type":"string"}},"required":["isValid"],"additionalProperties":false}""");

    /// <inheritdoc />
    public string Name => "validate_email";

    /// <inheritdoc />
    public BuiltInCard? Describe(ToolSettings settings) => Card;

    /// <inheritdoc />
    public ValueTask<ToolResult> RunAsync(JsonElement arguments, ToolCall call, CancellationToken cancellationToken)
    {
        var email = arguments.GetProperty("email");
        var isValid = Form.Validate(email).Count == 0;
        return new(ToolOutput.Of(writer =>
        {
            writer.WriteBoolean("isValid", isValid);
            if (isValid)
            {
                writer.WriteString("domain", email.GetString()!.Split('@')[^1].ToLowerInvariant());
            }
        }));
    }
}
