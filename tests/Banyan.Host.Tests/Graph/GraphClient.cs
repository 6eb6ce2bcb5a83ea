using System.Net.Http.Headers;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph;

/// <summary>Asks the running service over GraphQL with one key.</summary>
internal sealed class GraphClient(HttpClient http, string? key)
{
    /// <summary>The key that may do everything.</summary>
    public static GraphClient Of(BanyanApp app) => new(app.Http, app.Key);

    /// <summary>A key that may do no more than it says.</summary>
    public static async Task<GraphClient> WithAsync(BanyanApp app, params string[] scopes) => new(app.Http, (await KeyAsync(app, scopes)).Key);

    /// <summary>Makes a key.</summary>
    public static async Task<(string Key, string Id)> KeyAsync(BanyanApp app, params string[] scopes)
    {
        var made = await app.Services.GetRequiredService<KeyAdmin>().CreateAsync(new KeyOrder { Service = "tests", Operations = scopes, Lifetime = TimeSpan.FromDays(1) }, CancellationToken.None);
        made.Failure.ShouldBeNull();
        return (made.Key!, made.Record!.PublicId);
    }

    /// <summary>The data of an operation that must succeed.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null)
    {
        var answer = await AskAsync(query, variables);
        answer.Errors.ShouldBeEmpty();
        return answer.Data;
    }

    /// <summary>Data and errors of an operation.</summary>
    public async Task<GraphAnswer> AskAsync(string query, object? variables = null)
    {
        using var reply = await SendAsync(JsonSerializer.Serialize(new { query, variables }));
        return GraphAnswer.Of(reply.StatusCode, await reply.Content.ReadAsStringAsync());
    }

    /// <summary>Posts a body as it is.</summary>
    public Task<HttpResponseMessage> SendAsync(string body, string accept = "application/graphql-response+json", string contentType = "application/json") =>
        SendAsync(HttpMethod.Post, "/graphql", new StringContent(body, new MediaTypeHeaderValue(contentType)), accept);

    /// <summary>Sends a request as it is.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body = null, string? accept = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
        request.Headers.Authorization = key is null ? new AuthenticationHeaderValue("None") : new AuthenticationHeaderValue("Bearer", key);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
