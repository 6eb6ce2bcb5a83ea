namespace Banyan.Cli.Output;

/// <summary>A sign that something is under way, until there is something to read. Off, it does nothing. Thread-safe.</summary>
internal sealed class Spinner(TextWriter screen, TimeProvider time, bool isOn)
{
    private const string Frames = "|/-\\";
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(120);
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private int _turns;

    /// <summary>Begins to wait; what comes at once is not announced.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (isOn && _timer is null)
            {
                _timer = time.CreateTimer(_ => Show(), null, Patience, Turn);
            }
        }
    }

    /// <summary>Something is there to read: the sign is rubbed out.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
            if (_turns > 0)
            {
                _turns = 0;
                screen.Write("\r\u001b[K");
            }
        }
    }

    private void Show()
    {
        lock (_gate)
        {
            if (_timer is not null)
            {
                screen.Write($"\r{Frames[_turns++ % Frames.Length]}");
            }
        }
    }
}
