using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>The wire doors: one line per path, bytes in, bytes out.</summary>
internal static class WireDoors
{
    public static void MapWireDoors(this IEndpointRouteBuilder routes)
    {
        var chat = DialectTable.Get(DialectId.OpenAiChat);
        var responses = DialectTable.Get(DialectId.OpenAiResponses);
        var anthropic = DialectTable.Get(DialectId.Anthropic);
        var ollama = DialectTable.Get(DialectId.Ollama);
        routes.MapDoor("/v1/chat/completions", new DoorAsk(chat, Operation.Chat), "OpenAI chat completions");
        routes.MapDoor("/v1/embeddings", new DoorAsk(chat, Operation.Embed), "OpenAI embeddings");
        routes.MapDoor("/v1/responses", new DoorAsk(responses, Operation.Chat), "OpenAI responses");
        routes.MapDoor("/v1/messages", new DoorAsk(anthropic, Operation.Chat), "Anthropic messages");
        routes.MapDoor("/v1/messages/count_tokens", new DoorAsk(anthropic, Operation.CountTokens), "Anthropic token count");
        routes.MapDoor("/api/chat", new DoorAsk(ollama, Operation.Chat), "Ollama chat");
        routes.MapDoor("/api/embed", new DoorAsk(ollama, Operation.Embed), "Ollama embeddings");
        routes.MapGeminiDoor();
    }

    private static void MapDoor(this IEndpointRouteBuilder routes, string path, DoorAsk door, string summary)
    {
        var runner = routes.ServiceProvider.GetRequiredService<DoorRunner>();
        routes.MapPost(path, (RequestDelegate)(http => runner.RunAsync(http, door))).WithSummary(summary).WithTags("wire");
    }
}
