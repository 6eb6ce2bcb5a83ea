using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Transport;
using Microsoft.AspNetCore.Http.Features;

namespace Products;

/// <summary>Joins ASP.NET Core to the engine: the request as plain values in, status, headers and body out.</summary>
internal sealed class GraphDoor(GraphServer server)
{
    public async Task AnswerAsync(HttpContext http)
    {
        var request = new GraphRequest(http.Request.Method, http.Request.BodyReader)
        {
            ContentType = http.Request.ContentType,
            Accept = http.Request.Headers.Accept.Count == 0 ? null : http.Request.Headers.Accept.ToString(),
            Query = name => http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null,
        };
        var reply = await server.HandleAsync(request, new GraphContext(http.User, http.RequestServices), http.RequestAborted);

        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            http.Response.Headers.Append(name, value);
        }

        if (reply.IsStream)
        {
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        }

        await reply.WriteAsync(http.Response.BodyWriter, http.RequestAborted);
    }
}
