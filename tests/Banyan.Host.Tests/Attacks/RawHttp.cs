using System.Net.Sockets;
using System.Text;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Attacks;

/// <summary>A client that sends any bytes at all.</summary>
internal static class RawHttp
{
    /// <summary>Head of a POST; the connection is asked to close after the answer.</summary>
    public static string Post(string path, string key, string headers) =>
        $"POST {path} HTTP/1.1\r\nHost: banyan\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nConnection: close\r\n{headers}\r\n";

    public static Task<string> SendAsync(Uri address, string text) => SendAsync(address, [Encoding.Latin1.GetBytes(text)]);

    /// <summary>Sends pieces one after the other while reading, until the server closes; a server that stops listening ends the sending.</summary>
    public static async Task<string> SendAsync(Uri address, IEnumerable<byte[]> pieces)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        using var patience = new CancellationTokenSource(Patience.Long);
        var sending = PushAsync(client.Client, pieces, patience.Token);
        var answer = await ReadAsync(client.Client, patience.Token);
        client.Close();
        await sending;
        return answer;
    }

    public static int Status(string answer) => answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0;

    private static async Task PushAsync(Socket socket, IEnumerable<byte[]> pieces, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var piece in pieces)
            {
                await socket.SendAsync(piece, cancellationToken);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The server has said what it had to say.
        }
    }

    private static async Task<string> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await socket.ReceiveAsync(buffer, cancellationToken)) > 0)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // Reset after the answer: what came before it counts.
        }

        return text.ToString();
    }
}
