namespace GradientsWithoutBackprop;

/// <summary>The places that draw random numbers. Each has noise of its own under the one seed.</summary>
internal enum RandomSite
{
    /// <summary>The first weights. 0 and 1 are those of drawn digits.</summary>
    Weights = 2,

    /// <summary>The order of the digits in an epoch.</summary>
    Order,

    /// <summary>The directions of forward gradients on the surfaces.</summary>
    Descents,

    /// <summary>The directions of forward gradients in training.</summary>
    Directions,

    /// <summary>The resampling behind confidence intervals.</summary>
    Resampling,

    /// <summary>The runs that compare all kinds of gradient.</summary>
    Estimators,

    /// <summary>The perturbations of trials of many steps.</summary>
    Trials,

    /// <summary>The sequences of the recurrent network, and its perturbations.</summary>
    Sequences,

    /// <summary>The runs around the critical rate.</summary>
    Teachers,

    /// <summary>The estimates whose variance is measured.</summary>
    Variances,
}
