using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>Lists models in the shape the client expects: OpenAI's, Anthropic's when its version header is sent, Gemini's, or Ollama's.</summary>
internal sealed class ModelsDoor(DoorEntry entry, TimeProvider time)
{
    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var door = routes.ServiceProvider.GetRequiredService<ModelsDoor>();
        routes.MapGet("/v1/models", (RequestDelegate)(http => door.ListAsync(http, Asked(http))))
            .WithSummary("Models the key may use").WithTags("wire");
        routes.MapGet("/v1/models/{**id}", (RequestDelegate)(http => door.OneAsync(http, Asked(http)))).WithSummary("One model").WithTags("wire");
        routes.MapGet("/v1beta/models", (RequestDelegate)(http => door.ListAsync(http, DialectId.Gemini))).WithSummary("Models, Gemini's shape").WithTags("wire");
        routes.MapGet("/v1beta/models/{**id}", (RequestDelegate)(http => door.OneAsync(http, DialectId.Gemini))).WithSummary("One model, Gemini's shape").WithTags("wire");
        routes.MapGet("/api/tags", (RequestDelegate)(http => door.ListAsync(http, DialectId.Ollama))).WithSummary("Models, Ollama's shape").WithTags("wire");
    }

    private async Task ListAsync(HttpContext http, DialectId shape)
    {
        if (await CallerAsync(http, shape) is { } caller)
        {
            var models = ModelListing.For(entry.Catalog, caller.Grants);
            await SendAsync(http, writer => ModelShapes.Write(writer, models, shape, Epoch));
        }
    }

    private async Task OneAsync(HttpContext http, DialectId shape)
    {
        if (await CallerAsync(http, shape) is not { } caller)
        {
            return;
        }

        var id = ModelPath.Of(http, "id");
        var found = ModelListing.For(entry.Catalog, caller.Grants).FirstOrDefault(model => model.Id == id);
        if (found is null)
        {
            await Response(http, shape).RefuseAsync(new Failure(FailureKind.UnknownModel, "model_not_found", $"There is no model or alias named '{id}' that this key may use."));
            return;
        }

        await SendAsync(http, writer => ModelShapes.WriteOne(writer, found, shape, Epoch));
    }

    /// <summary>The two clients that share the path: Anthropic's always names its version.</summary>
    private static DialectId Asked(HttpContext http) => http.Request.Headers.ContainsKey("anthropic-version") ? DialectId.Anthropic : DialectId.OpenAiChat;

    private async ValueTask<Caller?> CallerAsync(HttpContext http, DialectId shape)
    {
        var (caller, refused) = await entry.AuthenticateAsync(http);
        if (refused is not null)
        {
            await Response(http, shape).RefuseAsync(refused);
        }

        return caller;
    }

    private DoorResponse Response(HttpContext http, DialectId shape) => new(http, new DoorAsk(DialectTable.Get(shape), Operation.Chat), ExchangeId.New(time));

    private static async Task SendAsync(HttpContext http, Action<Utf8JsonWriter> write)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter);
        write(writer);
        await writer.FlushAsync(http.RequestAborted);
    }
}
