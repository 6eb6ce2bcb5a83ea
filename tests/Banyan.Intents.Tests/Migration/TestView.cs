using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Migration;

/// <summary>What discovery shows, as a test says.</summary>
internal sealed class TestView : ICatalogueView
{
    public CatalogueView Current { get; set; } = CatalogueView.Empty;

    public IDisposable OnChange(Action changed) => throw new NotSupportedException("The board reads the view when it is asked.");

    public void Rediscover()
    {
    }
}
