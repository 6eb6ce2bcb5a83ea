namespace Banyan.Gateway.Upstreams;

/// <summary>What a response says it is; some providers say it wrongly, so only the certain cases are told apart.</summary>
internal static class ContentTypes
{
    public static bool IsStream(HttpResponseMessage response)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        return type is null or "text/event-stream" or "application/x-ndjson" or "application/ndjson" or "application/stream+json" or "application/jsonl"
            || (type is "text/plain" or "application/octet-stream");
    }

    public static bool IsHtml(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml";
}
