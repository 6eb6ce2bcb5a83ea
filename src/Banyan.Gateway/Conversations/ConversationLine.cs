namespace Banyan.Gateway.Conversations;

/// <summary>Who stands in line for one conversation on this node. Closed once it is empty, so that nobody joins a line that is thrown away.</summary>
internal sealed class ConversationLine(int mostWaiting)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private int _standing;
    private bool _isTaken;
    private bool _isClosed;

    /// <summary>Joins.</summary>
    public LineEntry Join()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return LineEntry.Closed;
            }

            if (_standing > mostWaiting)
            {
                return LineEntry.Full;
            }

            _standing++;
            return LineEntry.In;
        }
    }

    /// <summary>Completes when the turn has come. Whoever gives up waiting calls <see cref="GiveUp"/> with it.</summary>
    public TaskCompletionSource Ask()
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_isTaken)
            {
                _waiting.Enqueue(mine);
            }
            else
            {
                _isTaken = true;
                mine.SetResult();
            }
        }

        return mine;
    }

    /// <summary>Stops waiting.</summary>
    /// <returns>False when the turn had come at that very moment: then it is held.</returns>
    public bool GiveUp(TaskCompletionSource mine)
    {
        lock (_gate)
        {
            return mine.TrySetCanceled();
        }
    }

    /// <summary>Leaves.</summary>
    /// <param name="held">Whether the turn was held: the next one gets it.</param>
    /// <returns>Whether the line is empty and closed now.</returns>
    public bool Leave(bool held)
    {
        lock (_gate)
        {
            if (held)
            {
                _isTaken = false;
                while (_waiting.TryDequeue(out var next))
                {
                    if (next.TrySetResult())
                    {
                        _isTaken = true;
                        break;
                    }
                }
            }

            return _isClosed = --_standing == 0;
        }
    }
}

/// <summary>What became of joining a line.</summary>
internal enum LineEntry : byte
{
    /// <summary>In line.</summary>
    In,

    /// <summary>Too many wait.</summary>
    Full,

    /// <summary>The line is thrown away; there will be another.</summary>
    Closed,
}
