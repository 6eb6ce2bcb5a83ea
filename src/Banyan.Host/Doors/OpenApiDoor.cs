using System.Text.Json;
using Banyan.Host.Telemetry;
using Banyan.Wire.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Banyan.Host.Doors;

/// <summary><c>/openapi/v1.json</c>: the doors with path, method and summary, as an OpenAPI 3.1 document, for anybody who asks. GraphQL has a schema of its own.</summary>
/// <remarks>What the doors take and give are the wire languages they are named for; their owners describe those.</remarks>
internal static class OpenApiDoor
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var document = new Lazy<byte[]>(() => JsonWriting.Write(writer => WriteDocument(writer, routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())));
        routes.MapGet("/openapi/v1.json", (RequestDelegate)(http => SendAsync(http, document.Value))).ExcludeFromDescription();
    }

    private static async Task SendAsync(HttpContext http, byte[] document)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = document.Length;
        await http.Response.BodyWriter.WriteAsync(document, http.RequestAborted);
    }

    private static void WriteDocument(Utf8JsonWriter writer, IEnumerable<RouteEndpoint> endpoints)
    {
        writer.WriteStartObject();
        writer.WriteString("openapi", "3.1.1");
        writer.WriteStartObject("info");
        writer.WriteString("title", "Banyan");
        writer.WriteString("version", BuildVersion.Text);
        writer.WriteEndObject();
        writer.WriteStartObject("paths");
        foreach (var door in endpoints.Where(IsTold).GroupBy(door => PathOf(door.RoutePattern), StringComparer.Ordinal).OrderBy(door => door.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject(door.Key);
            WriteParameters(writer, door.First().RoutePattern);
            foreach (var (method, endpoint) in door.SelectMany(endpoint => MethodsOf(endpoint).Select(method => (method, endpoint))))
            {
                WriteOperation(writer, method, endpoint.Metadata);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, RoutePattern pattern)
    {
        if (pattern.Parameters.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("parameters");
        foreach (var parameter in pattern.Parameters)
        {
            writer.WriteStartObject();
            writer.WriteString("name", parameter.Name);
            writer.WriteString("in", "path");
            writer.WriteBoolean("required", true);
            writer.WriteStartObject("schema");
            writer.WriteString("type", "string");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOperation(Utf8JsonWriter writer, string method, EndpointMetadataCollection told)
    {
        writer.WriteStartObject(method.ToLowerInvariant());
        writer.WriteString("summary", told.GetMetadata<IEndpointSummaryMetadata>()?.Summary ?? "");
        writer.WriteStartArray("tags");
        foreach (var tag in told.GetMetadata<ITagsMetadata>()?.Tags ?? [])
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("responses");
        writer.WriteStartObject("default");
        writer.WriteString("description", "The answer, or an error in the door's language");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static bool IsTold(RouteEndpoint door) => MethodsOf(door).Count > 0 && door.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true };

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint door) => door.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static string PathOf(RoutePattern pattern) =>
        string.Concat(pattern.PathSegments.Select(segment => "/" + string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            _ => "",
        }))));
}
