using Microsoft.AspNetCore.Http;

namespace Shop.Kit;

/// <summary>Plays faults, so that what happens next can be seen. Set at <c>POST /_faults</c>; the service listens on loopback only.</summary>
public sealed class FaultBox(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private int _played;

    /// <summary>The fault in force.</summary>
    public Fault Current
    {
        get
        {
            lock (_gate)
            {
                return field;
            }
        }

        set
        {
            lock (_gate)
            {
                field = value;
                _played = 0;
            }
        }
    } = new(FaultMode.None);

    internal async Task ApplyAsync(HttpContext context, Func<Task> next)
    {
        var fault = Next(context.Request.Path.Value ?? "/");
        switch (fault.Mode)
        {
            case FaultMode.None:
                await next();
                break;
            case FaultMode.Slow:
                await Task.Delay(TimeSpan.FromMilliseconds(fault.Milliseconds), clock, context.RequestAborted);
                await next();
                break;
            case FaultMode.Lost:
                context.Response.Body = Stream.Null;
                await next();
                context.Cut();
                break;
            case FaultMode.Down:
                context.Cut();
                break;
            case FaultMode.Timeout:
                await WaitForEndAsync(context);
                break;
            case FaultMode.Error:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case FaultMode.Refuse:
                context.Response.StatusCode = StatusCodes.Status409Conflict;
                break;
        }
    }

    private static async Task WaitForEndAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private Fault Next(string path)
    {
        lock (_gate)
        {
            var fault = Current;
            var isMeant = fault.Path is null ? !path.StartsWith("/_", StringComparison.Ordinal) : path.StartsWith(fault.Path, StringComparison.Ordinal);
            if (!isMeant || (fault.Times > 0 && _played >= fault.Times))
            {
                return new Fault(FaultMode.None);
            }

            _played++;
            return fault;
        }
    }
}
