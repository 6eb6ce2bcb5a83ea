namespace Banyan.TestKit.Talk;

/// <summary>What a client of a dialect sends, and what a provider of it answers: enough to play both sides in tests.</summary>
public abstract class WireTalk
{
    public static IReadOnlyList<WireTalk> All { get; } = [new ChatTalk(), new ResponsesTalk(), new MessagesTalk(), new GeminiTalk(), new OllamaTalk()];

    public abstract char Letter { get; }

    /// <summary>The provider type that speaks it.</summary>
    public abstract string ProviderType { get; }

    public virtual string StreamType => "text/event-stream";

    public static WireTalk Of(char letter) => All.First(talk => talk.Letter == letter);

    /// <summary>Path and body of an ask.</summary>
    public abstract (string Path, string Body) Ask(string model, bool streams, string text);

    /// <summary>A provider's whole answer that reports these counts.</summary>
    public abstract string Whole(string text, int input, int output);

    /// <summary>The events of a provider's stream, one string per event as framed, the end mark last.</summary>
    public abstract IReadOnlyList<string> Stream(IReadOnlyList<string> pieces, int input, int output);

    /// <summary>How many events at the beginning of <see cref="Stream"/> carry no content.</summary>
    public abstract int Preamble { get; }

    /// <summary>An error told inside a stream.</summary>
    public abstract string ErrorEvent { get; }

    /// <summary>A provider's error body.</summary>
    public abstract string ErrorBody(string message);

    /// <summary>A scripted stream, properly ended.</summary>
    public Wall.WallScript StreamScript(IReadOnlyList<string> pieces, int input, int output)
    {
        var script = Wall.WallScript.Stream(StreamType);
        foreach (var happened in Stream(pieces, input, output))
        {
            script.Chunk(happened);
        }

        return script.End();
    }

    public override string ToString() => Letter.ToString();

    protected static string Sse(string data) => $"data: {data}\n\n";

    protected static string Named(string name, string data) => $"event: {name}\ndata: {data}\n\n";
}
