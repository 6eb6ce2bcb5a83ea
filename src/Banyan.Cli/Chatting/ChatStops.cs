using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting;

/// <summary>What Ctrl-C does in a chat: once stops the answer, twice leaves. Thread-safe.</summary>
internal sealed class ChatStops : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Interrupts _interrupts;
    private readonly Action _warn;
    private CancellationTokenSource _turn = new();
    private bool _isTurn;
    private bool _isWarned;

    /// <summary>Begins to take presses.</summary>
    /// <param name="interrupts">Where they come from.</param>
    /// <param name="warn">Says that the next one leaves.</param>
    public ChatStops(Interrupts interrupts, Action warn)
    {
        (_interrupts, _warn) = (interrupts, warn);
        interrupts.SendTo(Press);
    }

    /// <summary>Done when everything is to end.</summary>
    public CancellationToken End => _interrupts.End;

    /// <summary>Begins a turn: a press stops it alone.</summary>
    public ChatStop BeginTurn()
    {
        lock (_gate)
        {
            _turn.Dispose();
            _turn = new CancellationTokenSource();
            (_isTurn, _isWarned) = (true, false);
            return new ChatStop(_turn.Token, End);
        }
    }

    /// <summary>Ends a turn: somebody is at the prompt.</summary>
    public void EndTurn()
    {
        lock (_gate)
        {
            _isTurn = false;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _interrupts.SendTo(static () => false);
        _turn.Dispose();
    }

    private bool Press()
    {
        CancellationTokenSource? turn;
        lock (_gate)
        {
            if (_isTurn ? _turn.IsCancellationRequested : _isWarned)
            {
                return false;
            }

            turn = _isTurn ? _turn : null;
            _isWarned = !_isTurn;
        }

        if (turn is null)
        {
            _warn();
        }
        else
        {
            turn.Cancel();
        }

        return true;
    }
}
