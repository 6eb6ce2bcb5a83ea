using System.ComponentModel;
using System.Diagnostics;
using Banyan.Cli.Output;

namespace Banyan.Cli.Checking;

/// <summary>Runs the service's program once, hands on what it prints, and ends it when the command is stopped.</summary>
internal static class HostRun
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit status, or why it did not start.</returns>
    public static async Task<(int Status, CliFailure? Failure)> RunAsync(HostProgram program, IEnumerable<string> words, Terminal terminal, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program.File, program.Before.Concat(words)) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception refused)
        {
            return (0, new CliFailure(ExitCode.Failed, "host_not_started", $"{program.File} does not start: {refused.Message}.", "Name a program that may be run, by --host or BANYAN_HOST."));
        }

        process.StandardInput.Close();
        try
        {
            await Task.WhenAll(CopyAsync(process.StandardOutput, terminal.Out, cancellationToken), CopyAsync(process.StandardError, terminal.Error, cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, null);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task CopyAsync(StreamReader from, TextWriter to, CancellationToken cancellationToken)
    {
        var buffer = new char[4096];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            await to.FlushAsync(cancellationToken);
        }
    }
}
