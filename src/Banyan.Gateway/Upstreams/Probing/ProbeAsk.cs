using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Upstreams.Probing;

/// <summary>The smallest ask of each language.</summary>
internal static class ProbeAsk
{
    /// <summary>Most output asked for; OpenAI's newer models refuse less.</summary>
    private const int Tokens = 16;

    /// <summary>Makes the ask a model is probed with, in its provider's own language.</summary>
    public static (WireBody Body, Operation Operation) For(ModelEntry model)
    {
        var dialect = DialectTable.Get(model.Provider.Dialects[0]);
        var operation = model.Can.HasFlag(AskNeeds.Embeddings) ? Operation.Embed : Operation.Chat;
        var path = dialect.Id == DialectId.Gemini ? new AskPath(model.Name, Streams: false, operation == Operation.Embed ? "embedContent" : "generateContent") : default;
        var text = operation == Operation.Embed ? Embed(dialect.Id, model.Name) : Chat(dialect.Id, model);
        return (new WireBody(dialect, Encoding.UTF8.GetBytes(text), operation, path), operation);
    }

    private static string Chat(DialectId dialect, ModelEntry model)
    {
        var name = Quoted(model.Name);
        var limit = model.Provider.Kind == "openai" ? "max_completion_tokens" : "max_tokens";
        return dialect switch
        {
            DialectId.OpenAiChat => $$"""{"model":{{name}},"{{limit}}":{{Tokens}},"messages":[{"role":"user","content":"."}]}""",
            DialectId.OpenAiResponses => $$"""{"model":{{name}},"input":".","max_output_tokens":{{Tokens}},"store":false}""",
            DialectId.Anthropic => $$"""{"model":{{name}},"max_tokens":1,"messages":[{"role":"user","content":"."}]}""",
            DialectId.Gemini => $$$"""{"contents":[{"role":"user","parts":[{"text":"."}]}],"generationConfig":{"maxOutputTokens":{{{Tokens}}}}}""",
            DialectId.Ollama => $$$"""{"model":{{{name}}},"messages":[{"role":"user","content":"."}],"stream":false,"options":{"num_predict":1}}""",
        };
    }

    private static string Embed(DialectId dialect, string model) => dialect == DialectId.Gemini
        ? """{"content":{"parts":[{"text":"."}]}}"""
        : $$"""{"model":{{Quoted(model)}},"input":"."}""";

    private static string Quoted(string text) => JsonWriting.Text(json => json.WriteStringValue(text));
}
