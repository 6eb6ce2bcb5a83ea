using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Wire.Json;

namespace Banyan.Cli.Graph;

/// <summary>Asks <c>/graphql</c>: one document, one answer; the first error is the command's.</summary>
internal sealed class GraphApi(BanyanApi api)
{
    /// <summary>Asks.</summary>
    /// <param name="document">Name of the document.</param>
    /// <param name="variables">Writes the members of its variables.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer's <c>data</c>, to be disposed; or why there is none.</returns>
    public async Task<(JsonDocument? Data, CliFailure? Failure)> AskAsync(string document, Action<Utf8JsonWriter> variables, CancellationToken cancellationToken)
    {
        var (response, unreachable) = await api.SendAsync(HttpMethod.Post, "graphql", Body(document, variables), [("accept", "application/graphql-response+json")], cancellationToken);
        using (response)
        {
            if (response is null)
            {
                return (null, unreachable);
            }

            var body = await BanyanApi.ReadAsync(response, cancellationToken);
            return Read(body) is not { } answer ? (null, ErrorAnswer.Read(response, body, api.Connection)) : Take(answer, response);
        }
    }

    private static (JsonDocument? Data, CliFailure? Failure) Take(JsonDocument answer, HttpResponseMessage response)
    {
        if (Members.Items(answer.RootElement, "errors").FirstOrDefault() is { ValueKind: JsonValueKind.Object } error)
        {
            using (answer)
            {
                return (null, GraphErrors.Read(error, ErrorAnswer.Header(response, "x-request-id")));
            }
        }

        return (answer, null);
    }

    private static byte[] Body(string document, Action<Utf8JsonWriter> variables) => JsonWriting.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("query", GraphDocuments.Read(document));
        writer.WriteStartObject("variables");
        variables(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static JsonDocument? Read(byte[] body)
    {
        try
        {
            var document = JsonDocument.Parse(body);
            if (Members.Object(document.RootElement, "data") is not null || Members.Items(document.RootElement, "errors").Any())
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
