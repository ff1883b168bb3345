namespace GradientsWithoutBackprop;

/// <summary>The places that draw random numbers. Each has noise of its own under the one seed.</summary>
internal enum RandomSite
{
    /// <summary>How a digit is drawn.</summary>
    Hand,

    /// <summary>The noise on the pixels of a drawn digit.</summary>
    Grain,

    /// <summary>The first weights.</summary>
    Weights,

    /// <summary>The order of the digits in an epoch.</summary>
    Order,

    /// <summary>The directions of forward gradients on the surfaces.</summary>
    Descents,

    /// <summary>The directions of forward gradients in training.</summary>
    Directions,

    /// <summary>The resampling behind confidence intervals.</summary>
    Resampling,
}
