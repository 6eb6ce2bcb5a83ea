namespace Banyan.Intents.Spine;

/// <summary>What one message may still spend on models: reserved before a call, settled after it, fails closed. Thread-safe.</summary>
internal sealed class RunBudget(int calls, int tokens, decimal usd)
{
    private readonly Lock _gate = new();
    private int _calls, _tokens, _reservedTokens;
    private decimal _usd;

    /// <summary>Calls made.</summary>
    public int Calls => _calls;

    /// <summary>Tokens spent.</summary>
    public int Tokens => _tokens;

    /// <summary>Dollars spent.</summary>
    public decimal Usd => _usd;

    /// <summary>All of it.</summary>
    public Spending Spent
    {
        get
        {
            lock (_gate)
            {
                return new Spending(_calls, _tokens, _usd);
            }
        }
    }

    /// <summary>Reserves one call of at most so many tokens.</summary>
    /// <returns>False when a ceiling would be passed; nothing is reserved then.</returns>
    public bool TryReserve(int mostTokens)
    {
        lock (_gate)
        {
            if (_calls + 1 > calls || _tokens + _reservedTokens + mostTokens > tokens || _usd >= usd)
            {
                return false;
            }

            _calls++;
            _reservedTokens += mostTokens;
            return true;
        }
    }

    /// <summary>Puts the real use in the place of a reservation.</summary>
    public void Settle(int reservedTokens, int usedTokens, decimal usedUsd)
    {
        lock (_gate)
        {
            _reservedTokens -= reservedTokens;
            _tokens += usedTokens;
            _usd += usedUsd;
        }
    }

    /// <summary>Takes over what earlier work on the same message already spent, after a restart.</summary>
    public void Carry(Spending spent)
    {
        lock (_gate)
        {
            _calls += spent.Calls;
            _tokens += spent.Tokens;
            _usd += spent.Usd;
        }
    }
}
