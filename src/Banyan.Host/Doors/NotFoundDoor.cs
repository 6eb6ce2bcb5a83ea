using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>Paths nobody serves: a clear 404 in the shape most clients read.</summary>
internal static class NotFoundDoor
{
    public static Task AnswerAsync(HttpContext http)
    {
        var dialect = http.Request.Path.StartsWithSegments("/v1beta", StringComparison.Ordinal) ? DialectId.Gemini
            : http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? DialectId.Ollama
            : DialectId.OpenAiChat;
        var failure = new Failure(FailureKind.UnknownModel, "not_found", $"There is nothing at {http.Request.Method} {HeaderText.Safe(http.Request.Path.Value ?? "")}; /openapi/v1.json lists what there is.");
        var time = http.RequestServices.GetRequiredService<TimeProvider>();
        return new DoorResponse(http, new DoorAsk(DialectTable.Get(dialect), Operation.Chat), ExchangeId.New(time)).RefuseAsync(failure).AsTask();
    }
}
