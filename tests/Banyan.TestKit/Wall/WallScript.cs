using System.Globalization;
using System.Text;

namespace Banyan.TestKit.Wall;

/// <summary>What the wall does for one request: moves in order, then the connection stays open for the next request unless a move ended it.</summary>
public sealed class WallScript
{
    private readonly List<WallMove> _moves = [];

    public IReadOnlyList<WallMove> Moves => _moves;

    /// <summary>A whole JSON answer.</summary>
    public static WallScript Json(string body, int status = 200, params (string Name, string Value)[] headers) =>
        Whole(Encoding.UTF8.GetBytes(body), "application/json", status, headers);

    /// <summary>A whole answer of any type.</summary>
    public static WallScript Whole(byte[] body, string contentType, int status = 200, params (string Name, string Value)[] headers)
    {
        var script = new WallScript();
        return script.Head(status, [("content-type", contentType), ("content-length", body.Length.ToString(CultureInfo.InvariantCulture)), .. headers]).Raw(body);
    }

    /// <summary>The head of a chunked event stream.</summary>
    public static WallScript Stream(string contentType = "text/event-stream", params (string Name, string Value)[] headers) =>
        new WallScript().Head(200, [("content-type", contentType), ("transfer-encoding", "chunked"), .. headers]);

    /// <summary>A whole event stream of these payloads, each an event of its own, properly ended.</summary>
    public static WallScript Events(params string[] payloads)
    {
        var script = Stream();
        foreach (var payload in payloads)
        {
            script.Chunk($"data: {payload}\n\n");
        }

        return script.End();
    }

    /// <summary>Sends status line and headers.</summary>
    public WallScript Head(int status, params (string Name, string Value)[] headers)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Scripted\r\n");
        foreach (var (name, value) in headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Raw(Encoding.UTF8.GetBytes(text.Append("\r\n").ToString()));
    }

    /// <summary>Sends bytes as they are.</summary>
    public WallScript Raw(byte[] bytes)
    {
        _moves.Add(new WallMove(WallMoveKind.Send, bytes));
        return this;
    }

    /// <summary>Sends the same bytes as one HTTP chunk each, many times over.</summary>
    public WallScript Chunks(byte[] bytes, int times)
    {
        var framed = new WallScript().Chunk(bytes).Moves[0];
        _moves.AddRange(Enumerable.Repeat(framed, times));
        return this;
    }

    /// <summary>Sends one HTTP chunk.</summary>
    public WallScript Chunk(string text) => Chunk(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends one HTTP chunk.</summary>
    public WallScript Chunk(byte[] bytes)
    {
        var size = Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
        return Raw([.. size, .. bytes, .. "\r\n"u8]);
    }

    /// <summary>Ends a chunked body properly.</summary>
    public WallScript End() => Raw("0\r\n\r\n"u8.ToArray());

    /// <summary>Waits for a signal of the test.</summary>
    public WallScript WaitFor(Task signal)
    {
        _moves.Add(new WallMove(WallMoveKind.Wait, [], signal));
        return this;
    }

    /// <summary>Goes on with the moves of another.</summary>
    public WallScript Then(WallScript other)
    {
        _moves.AddRange(other.Moves);
        return this;
    }

    /// <summary>Says nothing more until the client leaves.</summary>
    public WallScript Silence()
    {
        _moves.Add(new WallMove(WallMoveKind.Silence, []));
        return this;
    }

    /// <summary>Closes the connection in order (FIN).</summary>
    public WallScript Close()
    {
        _moves.Add(new WallMove(WallMoveKind.Close, []));
        return this;
    }

    /// <summary>Resets the connection (RST).</summary>
    public WallScript Reset()
    {
        _moves.Add(new WallMove(WallMoveKind.Reset, []));
        return this;
    }
}
