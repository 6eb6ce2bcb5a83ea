using System.Runtime.CompilerServices;
using Banyan.Cli.Http;

namespace Banyan.Cli.Doctoring;

/// <summary>Looks at everything in order; what cannot be looked at any more, because the service is not there, is left out.</summary>
internal sealed class Examination(BanyanApi api, TimeProvider time, string? model)
{
    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return MachineLook.Icu();
        var (found, response) = await ServiceLook.LiveAsync(api, cancellationToken);
        using (response)
        {
            foreach (var finding in found)
            {
                yield return finding;
            }

            if (response is null)
            {
                yield break;
            }

            yield return ServiceLook.Clock(response, time.GetUtcNow());
        }

        yield return await ServiceLook.ReadyAsync(api, cancellationToken);
        var (key, models) = await AskLook.KeyAsync(api, cancellationToken);
        yield return key;
        if (models is not null)
        {
            yield return AskLook.Models(models);
            yield return await AskLook.AnswerAsync(api, time, AskLook.Choose(models, model ?? api.Connection.Model), cancellationToken);
        }
    }
}
