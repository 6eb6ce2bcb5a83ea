using System.Net.Http.Headers;
using Banyan.Cli.Output;
using Banyan.Cli.Settings;

namespace Banyan.Cli.Http;

/// <summary>Talks with one service: adds the key, turns what goes wrong into a failure.</summary>
internal sealed class BanyanApi(HttpMessageInvoker http, Connection connection)
{
    private const int MostBodyBytes = 16 << 20;

    /// <summary>The service it talks with.</summary>
    public Connection Connection => connection;

    /// <summary>Sends a request and gives the answer's head, whatever its status; the body is still to be read.</summary>
    public Task<(HttpResponseMessage? Response, CliFailure? Failure)> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken) =>
        SendAsync(method, path, body, [], cancellationToken);

    /// <summary>Sends a request with headers of its own and gives the answer's head, whatever its status; the body is still to be read.</summary>
    public async Task<(HttpResponseMessage? Response, CliFailure? Failure)> SendAsync(HttpMethod method, string path, byte[]? body, IReadOnlyList<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(connection.Url, path));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("banyan", ProductVersion.Text));
        if (connection.Key is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        if (body is not null)
        {
            // The cost of a streamed answer is known at its end: it comes as a trailer, to those who take trailers.
            request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        try
        {
            return (await http.SendAsync(request, cancellationToken), null);
        }
        catch (HttpRequestException unreachable)
        {
            return (null, Unreachable.Explain(unreachable, connection.Address));
        }
    }

    /// <summary>Gets a whole body, or the failure that the status or the connection tells.</summary>
    public async Task<(byte[]? Body, CliFailure? Failure)> GetAsync(string path, CancellationToken cancellationToken)
    {
        var (response, failure) = await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        using (response)
        {
            if (response is null)
            {
                return (null, failure);
            }

            var body = await ReadAsync(response, cancellationToken);
            return response.IsSuccessStatusCode ? (body, null) : (null, ErrorAnswer.Read(response, body, connection));
        }
    }

    /// <summary>Reads a body up to a bound; what broke off or is longer is given as far as it came.</summary>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            int read;
            while (kept.Length < MostBodyBytes && (read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                kept.Write(buffer, 0, read);
            }
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            // Half a body is read as what it is: no valid JSON.
        }

        return kept.ToArray();
    }
}
