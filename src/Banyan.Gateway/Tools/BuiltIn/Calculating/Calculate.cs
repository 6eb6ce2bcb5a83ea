using System.Text.Json;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Settings;

namespace Banyan.Gateway.Tools.BuiltIn.Calculating;

/// <summary><c>calculate</c>: exact arithmetic.</summary>
internal sealed class Calculate : IBuiltIn
{
    private static readonly BuiltInCard Card = new(
        "Calculates an expression exactly: numbers, + - * / % ^, parentheses, and abs, avg, ceil, floor, max, min, round, sqrt, sum. Use it for any arithmetic.",
        "math",
        """{"type":"object","properties":{"expression":{"type":"string","minLength":1,"maxLength":1000,"description":"As (12.50 + 3) * 4"}},"required":["expression"],"additionalProperties":false}""",
        """{"type":"object","properties":{"result":{"type":"string"},"isExact":{"type":"boolean"}},"required":["result","isExact"],"additionalProperties":false}""");

    /// <inheritdoc />
    public string Name => "calculate";

    /// <inheritdoc />
    public BuiltInCard? Describe(ToolSettings settings) => Card;

    /// <inheritdoc />
    public ValueTask<ToolResult> RunAsync(JsonElement arguments, ToolCall call, CancellationToken cancellationToken)
    {
        try
        {
            var (text, isExact) = Calculator.Evaluate(arguments.GetProperty("expression").GetString()!);
            return new(ToolOutput.Of(writer =>
            {
                writer.WriteString("result", text);
                writer.WriteBoolean("isExact", isExact);
            }));
        }
        catch (CalculationException wrong)
        {
            return new(ToolOutput.Failed($"The expression can't be calculated: {wrong.Message}."));
        }
    }
}
