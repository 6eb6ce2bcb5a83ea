using System.Text.Encodings.Web;
using System.Text.Json;
using Banyan.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace Banyan.Host.Doors.Intents;

/// <summary>Errors as problem+json (RFC 9457) with the stable word in <c>code</c>.</summary>
internal sealed class ProblemResponse(HttpContext http, string requestId)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request, as the caller can name it.</summary>
    public string RequestId => requestId;

    /// <summary>Says no before anything was sent.</summary>
    public async Task RefuseAsync(Failure failure)
    {
        var response = http.Response;
        response.StatusCode = failure.HttpStatus;
        response.ContentType = "application/problem+json; charset=utf-8";
        response.Headers["x-request-id"] = requestId;
        DoorResponse.RetryHeaders(response, failure);
        await using var writer = new Utf8JsonWriter(response.BodyWriter, Relaxed);
        Write(writer, failure);
        await writer.FlushAsync(http.RequestAborted);
    }

    /// <summary>A bug: tells it if the head is not out yet, else cuts the connection so that nothing looks whole.</summary>
    public async Task BreakAsync(Failure failure)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        await RefuseAsync(failure);
    }

    /// <summary>Writes the object.</summary>
    public void Write(Utf8JsonWriter writer, Failure failure)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "about:blank");
        writer.WriteString("title", ReasonPhrases.GetReasonPhrase(failure.HttpStatus));
        writer.WriteNumber("status", failure.HttpStatus);
        writer.WriteString("code", failure.Code);
        writer.WriteString("detail", failure.Message);
        if (failure.Param is { } param)
        {
            writer.WriteString("param", param);
        }

        writer.WriteString("requestId", requestId);
        writer.WriteEndObject();
    }
}
