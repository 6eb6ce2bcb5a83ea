using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Banyan.Intents.Discovery.Documents;

/// <summary>Says whether a document is OpenAPI 3.0 or 3.1 at all. Nothing it refers to elsewhere is loaded.</summary>
internal static class OpenApiCheck
{
    /// <summary>What is wrong with a document; null when it can be used. Breaches of good form are borne: untouched systems have them.</summary>
    public static string? Problem(JsonObject document)
    {
        if (document["openapi"]?.ToString() is not { } version || !(version.StartsWith("3.0", StringComparison.Ordinal) || version.StartsWith("3.1", StringComparison.Ordinal)))
        {
            return "it is no OpenAPI 3.0 or 3.1";
        }

        if (document["paths"] is not JsonObject)
        {
            return "paths: an object is wanted";
        }

        try
        {
            var read = OpenApiDocument.Parse(document.ToJsonString(), OpenApiConstants.Json, new OpenApiReaderSettings { LoadExternalRefs = false, RuleSet = new ValidationRuleSet() });
            return read.Document is null || read.Diagnostic?.Errors.Count > 0 ? Shown(read.Diagnostic?.Errors) : null;
        }
        catch (Exception wrong) when (wrong is OpenApiException or InvalidOperationException or FormatException or ArgumentException or NullReferenceException or InvalidCastException or System.Text.Json.JsonException)
        {
            return $"it is no OpenAPI document: {PlainText.Clean(wrong.Message, PlainText.Description)}";
        }
    }

    private static string Shown(IList<OpenApiError>? errors) =>
        errors is { Count: > 0 } ? PlainText.Clean($"{errors[0].Pointer}: {errors[0].Message}", PlainText.Description) : "it is no OpenAPI document";
}
