using System.Text.Encodings.Web;
using System.Text.Json;

namespace Banyan.Host.Doors.Intents;

/// <summary>Whole answers as JSON.</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sends a value.</summary>
    public static Task SendAsync(IntentCall call, JsonElement value, int status = StatusCodes.Status200OK) => SendAsync(call, value.WriteTo, status);

    /// <summary>Sends what is written.</summary>
    public static async Task SendAsync(IntentCall call, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var response = call.Http.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        await using var writer = new Utf8JsonWriter(response.BodyWriter, Relaxed);
        write(writer);
        await writer.FlushAsync(call.Http.RequestAborted);
    }
}
