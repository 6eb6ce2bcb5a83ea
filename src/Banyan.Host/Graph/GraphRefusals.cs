using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Banyan.Host.Doors;
using Banyan.Host.Graph.Door;
using Banyan.Wire;

namespace Banyan.Host.Graph;

/// <summary>Says no at the door, in the shape of GraphQL.</summary>
internal static class GraphRefusals
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sends a failure before anything else was sent.</summary>
    public static async Task SendAsync(HttpContext http, Failure failure, string requestId)
    {
        var isGraph = http.Request.Headers.Accept.ToString().Contains("application/graphql-response+json", StringComparison.OrdinalIgnoreCase);
        http.Response.StatusCode = failure.HttpStatus;
        http.Response.ContentType = isGraph ? "application/graphql-response+json; charset=utf-8" : "application/json; charset=utf-8";
        http.Response.Headers["x-request-id"] = requestId;
        http.Response.Headers.CacheControl = "no-store";
        DoorResponse.RetryHeaders(http.Response, failure);
        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter, Relaxed);
        Write(writer, FailureCodes.Describe(failure, requestId));
        await writer.FlushAsync(http.RequestAborted);
    }

    /// <summary>A bug: tells it if the head is not out yet, else cuts the connection so that nothing looks whole.</summary>
    public static async Task BreakAsync(HttpContext http, Failure failure, string requestId)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        await SendAsync(http, failure, requestId);
    }

    /// <summary>An answer that was stopped, as by a key taken back: a stream says so and ends, a whole answer is a refusal.</summary>
    public static async Task StoppedAsync(HttpContext http, Failure why, string requestId)
    {
        if (!http.Response.HasStarted || http.Response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) != true)
        {
            await BreakAsync(http, why, requestId);
            return;
        }

        var body = http.Response.BodyWriter;
        body.Write("event: next\ndata: "u8);
        await using (var writer = new Utf8JsonWriter(body, Relaxed))
        {
            Write(writer, FailureCodes.Describe(why, requestId));
        }

        body.Write("\n\nevent: complete\ndata: \n\n"u8);
        await body.FlushAsync(http.RequestAborted);
    }

    private static void Write(Utf8JsonWriter writer, GraphQL.Language.GraphError error)
    {
        using var result = GraphQL.Execution.GraphResult.Of(error);
        result.WriteTo(writer);
    }
}
