namespace Banyan.Gateway.Spine;

/// <summary>Takes in what happened outside of any transaction: circuits, configurations. What is stored writes its event with the change itself.</summary>
internal interface IServiceEvents
{
    /// <summary>Takes in an event. Returns at once and never throws; it is written down off the road, again and again while the store is away.</summary>
    void Tell(ServiceEvent happened);
}
