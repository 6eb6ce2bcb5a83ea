using System.Net;
using System.Net.Sockets;
using System.Text;
using Banyan.Host.Hosting;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Processes;

/// <summary>More connections than a process may open files for: it closes those, serves the others, and is there for everybody afterwards.</summary>
public sealed class OpenFilesTests
{
    private const int Files = ServerBounds.FilesKept + (2 * Most), Most = 100, Callers = 6 * Most;

    [Fact]
    public async Task A_process_takes_no_more_connections_than_it_has_files_for_and_goes_on()
    {
        using var folder = new HostFolder { MostFiles = Files };
        await using var host = await folder.ServeAsync();
        var callers = Enumerable.Range(0, Callers).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        try
        {
            foreach (var caller in callers)
            {
                await caller.ConnectAsync(IPAddress.Loopback, host.Address.Port);
            }

            await Patience.UntilAsync(() => Task.FromResult(callers.Count(IsClosed) >= Callers - Most));
            (await LifeAsync(callers.First(caller => !IsClosed(caller)))).ShouldStartWith("HTTP/1.1 200");
        }
        finally
        {
            callers.ForEach(caller => caller.Dispose());
        }

        await Patience.UntilAsync(() => IsServingAsync(host));
        await host.StopAsync();
    }

    private static bool IsClosed(Socket caller) => caller.Poll(0, SelectMode.SelectRead) && caller.Available == 0;

    private static async Task<string> LifeAsync(Socket caller)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        await caller.SendAsync("GET /health/live HTTP/1.1\r\nHost: banyan\r\n\r\n"u8.ToArray(), patience.Token);
        var answer = new byte[1024];
        return Encoding.ASCII.GetString(answer, 0, await caller.ReceiveAsync(answer, patience.Token));
    }

    private static async Task<bool> IsServingAsync(HostProcess host)
    {
        try
        {
            using var answer = await host.Http.GetAsync(new Uri("/health/live", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
