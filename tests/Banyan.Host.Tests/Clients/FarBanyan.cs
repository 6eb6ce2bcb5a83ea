using System.Globalization;
using System.Text;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Clients;

/// <summary>Two services: the far one answers by its mock, the near one has it as a provider of every wire language. One pair for the whole run.</summary>
/// <remarks>A client of one language that asks for a model on a side of another is translated there and back, with tools and schemas included.</remarks>
internal sealed class FarBanyan
{
    private static readonly Lazy<Task<FarBanyan>> Pair = new(StartAsync);
    private static readonly (string Side, string Type, string Path)[] Sides =
    [
        ("far-chat", "type: openai-compatible", "/v1"),
        ("far-responses", "type: openai-compatible, dialects: [openai-responses]", "/v1"),
        ("far-messages", "type: anthropic", "/v1"),
        ("far-gemini", "type: google", "/v1beta"),
        ("far-ollama", "type: ollama", ""),
    ];

    private FarBanyan(BanyanApp near) => Near = near;

    /// <summary>The service that clients speak to.</summary>
    public BanyanApp Near { get; }

    /// <summary>Models that call tools: the mock itself, and the mock behind each language.</summary>
    public static IEnumerable<string> ToolModels { get; } = ["mock/tools", .. Sides.Select(side => $"{side.Side}/mock/tools")];

    /// <summary>The pair, started when first asked for.</summary>
    public static Task<FarBanyan> GetAsync() => Pair.Value;

    private static async Task<FarBanyan> StartAsync()
    {
        var far = await BanyanApp.StartAsync();
        var (providers, models) = (new StringBuilder("providers:\n"), new StringBuilder("models:\n"));
        foreach (var (side, type, path) in Sides)
        {
            providers.Append(CultureInfo.InvariantCulture, $"  {side}: {{ {type}, baseUrl: \"{far.Address.AbsoluteUri.TrimEnd('/')}{path}\", apiKey: \"env:FAR_KEY\" }}\n");
            models.Append(CultureInfo.InvariantCulture, $"  {side}/mock/tools: {{ context: 100000, maxOutput: 4096, can: [streaming, tools, parallelTools, vision, jsonMode, jsonSchema], price: free }}\n");
            models.Append(CultureInfo.InvariantCulture, $"  {side}/mock/embed: {{ can: [embeddings], price: free }}\n");
        }

        return new FarBanyan(await BanyanApp.StartAsync($"{providers}{models}", null, ("FAR_KEY", far.Key)));
    }
}
