namespace Banyan.Wire.Translation;

/// <summary>Where in an ask of a language the turns, the tools and the choice among them stand.</summary>
/// <param name="Turns">Member with the list of turns.</param>
/// <param name="Tools">Member with the list of tools.</param>
/// <param name="Choice">Members that may say which tool may or must be called, in each spelling that is taken.</param>
internal sealed record AskLayout(string Turns, string Tools, IReadOnlyList<string> Choice)
{
    /// <summary>The layout of a language.</summary>
    public static AskLayout Of(DialectId dialect) => dialect switch
    {
        DialectId.OpenAiChat => new("messages", "tools", ["tool_choice"]),
        DialectId.OpenAiResponses => new("input", "tools", ["tool_choice"]),
        DialectId.Anthropic => new("messages", "tools", ["tool_choice"]),
        DialectId.Gemini => new("contents", "tools", ["toolConfig", "tool_config"]),
        DialectId.Ollama => new("messages", "tools", []),
    };
}
